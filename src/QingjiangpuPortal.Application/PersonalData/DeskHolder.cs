using ErrorOr;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;

namespace QingjiangpuPortal.Application.PersonalData;

/// <summary>What a member of the staff made for the work at the desk: filters, templates, notes and bulk acts.</summary>
internal sealed class DeskHolder(PortalDb db) : IPersonalDataHolder
{
    public IReadOnlyList<string> Claims => [];

    public async Task<HeldData?> HeldAboutAsync(Guid personId, CancellationToken cancellationToken)
    {
        var filters = await db.SavedFilters.CountAsync(f => f.OwnerId == personId, cancellationToken);
        var templates = await db.ReplyTemplates.CountAsync(t => t.OwnerId == personId, cancellationToken);
        var notes = await db.InternalNotes.CountAsync(n => n.AuthorId == personId, cancellationToken);
        var acts = await db.BulkActs.CountAsync(a => a.PersonId == personId, cancellationToken);
        return filters + templates + notes + acts == 0 ? null : new(
            "desk", "工作台上的内容", "方便您办理事件", LegalBasis.StatutoryDuty, "账号存在期间；备注随事件归档", "您在工作台上填写", "自己用的筛选和模板、批量办理记录删除；共享的留给单位；备注留下，不再显示是谁写的",
            [new("filters", "常用筛选", filters), new("templates", "回复模板", templates), new("notes", "内部备注", notes), new("bulkActs", "批量办理", acts)]);
    }

    public async Task<IReadOnlyList<HeldRecord>> RecordsAsync(Guid personId, int? atMost, CancellationToken cancellationToken)
    {
        var notes = await db.InternalNotes.AsNoTracking().Where(n => n.AuthorId == personId && n.RemovedAt == null)
            .OrderByDescending(n => n.WrittenAt).ThenByDescending(n => n.Id).Take(atMost ?? int.MaxValue).ToListAsync(cancellationToken);
        return notes.ConvertAll(n => new HeldRecord("内部备注", [new("text", "备注", n.Text), new("writtenAt", "时间", n.WrittenAt)]));
    }

    public Task<Error?> WhyNotYetAsync(Guid personId, CancellationToken cancellationToken) => Task.FromResult<Error?>(null);

    public async Task ForgetAsync(Guid personId, CancellationToken cancellationToken)
    {
        // What was shared is the unit's.
        foreach (var filter in await db.SavedFilters.Where(f => f.OwnerId == personId).ToListAsync(cancellationToken))
            if (filter.SharedUnitCode is null) db.SavedFilters.Remove(filter);
            else filter.ForgetOwner();
        foreach (var template in await db.ReplyTemplates.Where(t => t.OwnerId == personId).ToListAsync(cancellationToken))
            if (template.SharedUnitCode is null) db.ReplyTemplates.Remove(template);
            else template.ForgetOwner();
        // Their rows go with them, in the database.
        db.BulkActs.RemoveRange(await db.BulkActs.Where(a => a.PersonId == personId).ToListAsync(cancellationToken));
        foreach (var note in await db.InternalNotes.Where(n => n.AuthorId == personId).ToListAsync(cancellationToken)) note.ForgetAuthor();
    }
}
