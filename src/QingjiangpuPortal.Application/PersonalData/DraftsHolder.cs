using ErrorOr;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;

namespace QingjiangpuPortal.Application.PersonalData;

/// <summary>Long forms that somebody began and has not sent.</summary>
internal sealed class DraftsHolder(PortalDb db) : IPersonalDataHolder
{
    public IReadOnlyList<string> Claims => ["ApplicationDraft.Answers"];

    public async Task<HeldData?> HeldAboutAsync(Guid personId, CancellationToken cancellationToken)
    {
        var count = await db.ApplicationDrafts.CountAsync(d => d.PersonId == personId, cancellationToken);
        return count == 0 ? null : new("drafts", "没有提交的申请", "让您接着填", LegalBasis.Consent, "最后一次填写后 90 天", "您填写", "删除", [new("drafts", "草稿", count)]);
    }

    /// <summary>What is in a draft its form shows.</summary>
    public Task<IReadOnlyList<HeldRecord>> RecordsAsync(Guid personId, int? atMost, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<HeldRecord>>([]);

    public Task<Error?> WhyNotYetAsync(Guid personId, CancellationToken cancellationToken) => Task.FromResult<Error?>(null);

    public Task ForgetAsync(Guid personId, CancellationToken cancellationToken) => db.ForgetDraftsAsync(db.ApplicationDrafts.Where(d => d.PersonId == personId), cancellationToken);
}
