using ErrorOr;
using FluentValidation;
using MediatR;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Ledgers;

namespace QingjiangpuPortal.Application.Ledgers;

/// <summary>
/// 导入台账: takes a file, after its heading and its rows could be read, and keeps it encrypted until the portal's worker has gone through it. The same form
/// sent twice is one import; the same file sent anew is another one, which finds everything known.
/// </summary>
/// <param name="AsOfDay">The day for which the list was made.</param>
public sealed record StartLedgerImport(string? SubmissionKey, LedgerSource? Source, DateOnly? AsOfDay, Stream? Upload) : ICommand<Guid>, IAbout
{
    public Permission Permission => Permission.ImportLedger;
    public AuditSubject? Subject => null;
}

internal sealed class StartLedgerImportValidator : AbstractValidator<StartLedgerImport>
{
    public StartLedgerImportValidator(TimeProvider clock)
    {
        RuleFor(x => x.SubmissionKey).Must(SubmissionKey.IsWellFormed).WithErrorCode("Submission.KeyMissing");
        RuleFor(x => x.Source).Must(source => source is { } chosen && LedgerSources.OfFiles.Contains(chosen)).WithErrorCode("LedgerImport.SourceMissing");
        RuleFor(x => x.AsOfDay).NotNull().WithErrorCode("LedgerImport.DayMissing");
        RuleFor(x => x.AsOfDay).Must(day => day is not { } asOf || asOf <= ChinaTime.DayOf(clock.GetUtcNow())).WithErrorCode("Ledger.InTheFuture");
        RuleFor(x => x.Upload).Must(file => file is { Length: > 0 }).WithErrorCode("LedgerImport.FileMissing");
        RuleFor(x => x.Upload).Must(file => file is null || file.Length <= LedgerImport.MaxBytes).WithErrorCode("LedgerImport.TooLarge")
            .WithState(_ => LedgerImport.MaxBytes / (1024 * 1024));
    }
}

internal sealed class StartLedgerImportHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, TimeProvider clock, AuditNote audit)
    : IRequestHandler<StartLedgerImport, ErrorOr<Guid>>
{
    public async Task<ErrorOr<Guid>> Handle(StartLedgerImport request, CancellationToken cancellationToken)
    {
        var content = new byte[request.Upload!.Length];
        await request.Upload.ReadExactlyAsync(content, cancellationToken);
        var form = Submissions.Of(
            cipher, request.SubmissionKey!, $"{user.PersonId}\n{request.Source}\n{request.AsOfDay:O}\n{Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(content))}");
        if (await db.EarlierAsync(form, audit, cancellationToken) is { } earlier) return earlier;
        var rows = LedgerFile.Check(content);
        if (rows.IsError) return rows.Errors;

        var at = clock.GetUtcNow();
        var import = LedgerImport.Start(
            OrderedId.Next(at), user.PersonId!.Value, request.Source!.Value, request.AsOfDay!.Value, rows.Value, user.Origin.Address, user.Origin.SessionId, at);
        db.LedgerImports.Add(import);
        db.LedgerImportParts.AddRange(content.Chunk(LedgerImportPart.Size).Select((bytes, position) => LedgerImportPart.Of(
            OrderedId.Next(at), import.Id, position, cipher.Protect(Convert.ToBase64String(bytes), PersonalDataKind.UploadedFile))));
        db.TakeForm(form, import.Id, at);
        audit.About(AuditSubject.Of<LedgerImport>(import.Id));
        return import.Id;
    }
}
