using ErrorOr;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Ledgers;
using QingjiangpuPortal.Application.Organization;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Ledgers;

namespace QingjiangpuPortal.Application.PersonalData;

/// <summary>
/// What the population register holds of the person to whom an account was linked. The register is kept by duty and for everybody, so the account's
/// deletion takes away the link only. Files and rows of imports belong to nobody's account: they are gone with the import, or after 30 days.
/// </summary>
internal sealed class PopulationRegisterHolder(PortalDb db, IPersonalDataCipher cipher, TimeProvider clock) : IPersonalDataHolder
{
    public IReadOnlyList<string> Claims =>
    [
        "LedgerPerson.Name", "LedgerPerson.IdNumber", "LedgerPerson.BirthDate", "LedgerPerson.Sex", "LedgerFact.Number", "Household.Number",
        "Dwelling.Address", "DwellingTie.CertificateNumber", "LedgerImportPart.Content", "LedgerImportRow.Content",
    ];

    public async Task<HeldData?> HeldAboutAsync(Guid personId, CancellationToken cancellationToken)
    {
        if (await OwnRecordAsync(personId, cancellationToken) is not { } record) return null;
        var (known, masked) = (Known(record, cipher.Reveal), Known(record, (value, kind) => cipher.Show(value, kind, Onlooker.Self)));
        return new(
            "populationRegister", "人口台账", "核对办事资格，已知的信息不再让您重复提交", LegalBasis.StatutoryDuty, "按人口管理的规定长期保存", "公安、民政等部门的数据，走访和您出示的材料",
            "解除关联；台账按规定保留",
            [
                new("name", "姓名", known.Name, masked.Name),
                new("idNumber", "身份证号", known.IdNumber, masked.IdNumber),
                new("birthDate", "出生日期", known.BirthDate, masked.BirthDate),
                new("sex", "性别", known.Sex),
                .. known.HukouPlaceCode is { } hukou ? [new HeldField("hukouPlace", "户籍地", await NameOfAsync(hukou, cancellationToken))] : Array.Empty<HeldField>(),
                .. known.Household is { } household
                    ? [new HeldField("householdNumber", "户号", household.Number, masked.Household!.Number), new HeldField("relation", "与户主关系", household.Relation)] : Array.Empty<HeldField>(),
            ]);
    }

    public async Task<IReadOnlyList<HeldRecord>> RecordsAsync(Guid personId, int? atMost, CancellationToken cancellationToken)
    {
        if (await OwnRecordAsync(personId, cancellationToken) is not { } record) return [];
        var (known, masked) = (Known(record, cipher.Reveal), Known(record, (value, kind) => cipher.Show(value, kind, Onlooker.Self)));
        var dwellings = known.Dwellings.Zip(masked.Dwellings, (clear, hidden) => (clear.Known, Record: new HeldRecord("住房",
        [
            new("tie", "关系", clear.Kind),
            new("address", "住址", clear.Address, hidden.Address),
            .. clear.CertificateNumber is { } certificate ? [new HeldField("certificateNumber", "不动产权证号", certificate, hidden.CertificateNumber)] : Array.Empty<HeldField>(),
            .. Dates(clear.Known),
        ])));
        var hukou = known.HukouPlaceCode is { } code ? await NameOfAsync(code, cancellationToken) : null;
        var facts = known.Facts.Zip(masked.Facts, (clear, hidden) => (clear.Known, Record: new HeldRecord("登记的情况",
        [
            new("kind", "事项", clear.Kind),
            new("value", "登记内容", clear.Kind == LedgerFactKind.HukouPlace ? hukou! : ValueOf(clear), clear.Kind == LedgerFactKind.Phone ? hidden.Value : null),
            .. Dates(clear.Known),
        ])));
        return [.. dwellings.Concat(facts).OrderByDescending(r => r.Known.RecordedAt).Take(atMost ?? int.MaxValue).Select(r => r.Record)];
    }

    public Task<Error?> WhyNotYetAsync(Guid personId, CancellationToken cancellationToken) => Task.FromResult<Error?>(null);

    public async Task ForgetAsync(Guid personId, CancellationToken cancellationToken) =>
        db.LedgerLinks.RemoveRange(await db.LedgerLinks.Where(l => l.AccountId == personId).ToListAsync(cancellationToken));

    private static object ValueOf(KnownFact fact) =>
        fact.Holds is { } holds ? new Word(holds ? "是" : "否")
        : fact.Kind == LedgerFactKind.Standing ? Enum.Parse<LedgerStanding>(fact.Value!)
        : fact.Value!;

    private static HeldField[] Dates(KnownSince known) =>
    [
        new("since", "从", known.Since),
        .. known.LastDay is { } last ? [new HeldField("lastDay", "到", last)] : Array.Empty<HeldField>(),
        new("source", "来源", known.Source),
        new("recordedAt", "登记时间", known.RecordedAt),
    ];

    private async Task<LedgerRecord?> OwnRecordAsync(Guid account, CancellationToken cancellationToken)
    {
        var person = await db.LedgerPeople.AsNoTracking()
            .SingleOrDefaultAsync(p => db.LedgerLinks.Any(l => l.AccountId == account && l.Kind == LedgerLinkKind.Self && l.PersonId == p.Id), cancellationToken);
        return person is null ? null : new(person, await db.EntriesOfAsync([person.Id], cancellationToken));
    }

    private KnownPerson Known(LedgerRecord record, Func<Protected, PersonalDataKind, string> show) => record.KnownOn(ChinaTime.DayOf(clock.GetUtcNow()), cipher, show);

    /// <summary>A place outside the district goes by its code.</summary>
    private async Task<string> NameOfAsync(string code, CancellationToken cancellationToken) =>
        await db.OrgUnits.Where(u => u.Code == code).Select(u => new { u.Name, u.EnglishName }).SingleOrDefaultAsync(cancellationToken) is { } unit
            ? NameUnitsHandler.NameOf(unit.Name, unit.EnglishName).Chinese : code;
}
