using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Disputes;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Disputes;

/// <summary>三官一律 of a community, as everybody may see them: name and office.</summary>
public sealed record GetLegalAid(string? CommunityCode) : IQuery<IReadOnlyList<PublicLegalAidRow>>
{
    public Permission Permission => Permission.Anyone;
}

public sealed record PublicLegalAidRow(LegalAidKind Kind, string Name, string Office);

/// <summary>The same with numbers and days, for officers of the community and for whoever handles a dispute there.</summary>
public sealed record GetLegalAidRoster(string? CommunityCode) : IQuery<IReadOnlyList<LegalAidRow>>
{
    public Permission Permission => Permission.ManageLegalAid;
}

/// <summary>Whom one can make an appointment with about a dispute.</summary>
public sealed record ListLegalAidFor(Guid ReportId) : IQuery<IReadOnlyList<LegalAidRow>>
{
    public Permission Permission => Permission.HandleDisputes;
}

/// <param name="Id">Empty where nobody is named yet.</param>
public sealed record LegalAidRow(Guid Id, uint Version, LegalAidKind Kind, string Name, string Office, string? OfficePhone, string? Days);

/// <summary>Names one of the four, or changes what is known of them.</summary>
/// <param name="Version">0 where nobody was named.</param>
public sealed record KeepLegalAid(string? CommunityCode, LegalAidKind? Kind, uint Version, string? Name, string? Office, string? OfficePhone, string? Days) : ICommand<Success>, IAbout
{
    public Permission Permission => Permission.ManageLegalAid;
    public AuditSubject? Subject => CommunityCode is { } code ? AuditSubject.Of<OrgUnit>(code) : null;
}

internal sealed class KeepLegalAidValidator : AbstractValidator<KeepLegalAid>
{
    internal const int MaxOffice = 80;
    internal const int MaxDays = 80;
    private const int MaxPhone = 30;

    public KeepLegalAidValidator()
    {
        RuleFor(x => x.CommunityCode).NotEmpty().WithErrorCode("LegalAid.CommunityMissing");
        RuleFor(x => x.Kind).Chosen("LegalAid.KindMissing");
        RuleFor(x => x.Name).Cascade(CascadeMode.Stop).NotEmpty().WithErrorCode("Name.Missing")
            .MaximumLength(Fields.MaxName).WithErrorCode("Name.TooLong").WithState(_ => Fields.MaxName);
        RuleFor(x => x.Office).Cascade(CascadeMode.Stop).NotEmpty().WithErrorCode("LegalAid.OfficeMissing")
            .MaximumLength(MaxOffice).WithErrorCode("Note.TooLong").WithState(_ => MaxOffice);
        RuleFor(x => x.OfficePhone).MaximumLength(MaxPhone).WithErrorCode("Note.TooLong").WithState(_ => MaxPhone);
        RuleFor(x => x.Days).MaximumLength(MaxDays).WithErrorCode("Note.TooLong").WithState(_ => MaxDays);
    }
}

internal sealed class LegalAidRosterHandler(PortalDb db, ICurrentUser user) :
    IRequestHandler<GetLegalAid, ErrorOr<IReadOnlyList<PublicLegalAidRow>>>,
    IRequestHandler<GetLegalAidRoster, ErrorOr<IReadOnlyList<LegalAidRow>>>,
    IRequestHandler<ListLegalAidFor, ErrorOr<IReadOnlyList<LegalAidRow>>>,
    IRequestHandler<KeepLegalAid, ErrorOr<Success>>
{
    public async Task<ErrorOr<IReadOnlyList<PublicLegalAidRow>>> Handle(GetLegalAid request, CancellationToken cancellationToken) =>
        await db.LegalAidMembers.Where(m => m.CommunityCode == request.CommunityCode).OrderBy(m => m.Kind)
            .Select(m => new PublicLegalAidRow(m.Kind, m.Name, m.Office)).ToListAsync(cancellationToken);

    public async Task<ErrorOr<IReadOnlyList<LegalAidRow>>> Handle(GetLegalAidRoster request, CancellationToken cancellationToken)
    {
        if (request.CommunityCode is not { } community || !user.ScopeFor(request.Permission).Covers(community)) return LegalAidErrors.NotFound;
        return await RosterAsync(community, cancellationToken);
    }

    public async Task<ErrorOr<IReadOnlyList<LegalAidRow>>> Handle(ListLegalAidFor request, CancellationToken cancellationToken)
    {
        var community = await db.DisputesFor(user, request.Permission, request.ReportId).Select(r => r.PlaceCommunityCode).SingleOrDefaultAsync(cancellationToken);
        if (community is null) return DisputeErrors.NotFound;
        return await RosterAsync(community, cancellationToken);
    }

    public async Task<ErrorOr<Success>> Handle(KeepLegalAid request, CancellationToken cancellationToken)
    {
        var community = request.CommunityCode!;
        var isCommunity = await db.OrgUnits.AnyAsync(u => u.Code == community && u.Kind == OrgUnitKind.Area && u.Level == OrgLevel.Community, cancellationToken);
        if (!isCommunity || !user.ScopeFor(request.Permission).Covers(community)) return LegalAidErrors.NotFound;
        var member = await db.LegalAidMembers.SingleOrDefaultAsync(m => m.CommunityCode == community && m.Kind == request.Kind, cancellationToken);
        if ((member?.Version ?? 0) != request.Version) return AccessErrors.ChangedMeanwhile;
        var (name, office, phone, days) = (request.Name!.Trim(), request.Office!.Trim(), Trimmed(request.OfficePhone), Trimmed(request.Days));
        if (member is null) db.LegalAidMembers.Add(LegalAidMember.Appoint(Guid.CreateVersion7(), community, request.Kind!.Value, name, office, phone, days));
        else member.Change(name, office, phone, days);
        return Result.Success;
    }

    private Task<List<LegalAidRow>> RosterAsync(string community, CancellationToken cancellationToken) =>
        db.LegalAidMembers.Where(m => m.CommunityCode == community).OrderBy(m => m.Kind)
            .Select(m => new LegalAidRow(m.Id, m.Version, m.Kind, m.Name, m.Office, m.OfficePhone, m.Days)).ToListAsync(cancellationToken);

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
