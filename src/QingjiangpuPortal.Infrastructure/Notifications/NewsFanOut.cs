using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Notifications;
using QingjiangpuPortal.Application.Organization;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Notifications;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.Notifications;

/// <summary>
/// Turns news into what each person is told: a notification in the inbox, and a message for every channel that they want and this
/// deployment has. One transaction claims the news, writes all of it and removes the news, so a stop in between leaves nothing half told.
/// </summary>
internal sealed class NewsFanOut(PortalDbContext db, IPlaceDirectory places, ISmsSender sms, IMailSender mail, IPushSender push, TimeProvider clock)
{
    public const int BatchSize = 200;

    /// <returns>How many news were told.</returns>
    public async Task<int> TellAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var known = NotificationKinds.Known.Select(k => (int)k).ToArray();
        var claimed = await db.News
            .FromSql($"SELECT * FROM news WHERE kind = ANY({known}) ORDER BY at, id LIMIT {BatchSize} FOR UPDATE SKIP LOCKED").ToListAsync(cancellationToken);
        if (claimed.Count == 0) return 0;

        var facts = await FactsAsync(claimed, cancellationToken);
        var holders = await HoldersAsync(claimed, cancellationToken);
        var followers = await FollowersAsync(claimed, cancellationToken);
        var told = claimed.SelectMany(n => PeopleOf(n, holders, followers).Where(p => p != n.ById).Distinct().Select(p => (News: n, PersonId: p))).ToList();
        var recipients = await RecipientsAsync(told.Select(t => t.PersonId), cancellationToken);
        var now = clock.GetUtcNow();
        foreach (var (news, personId) in told)
            if (recipients.TryGetValue(personId, out var recipient)) Tell(news, recipient, facts[news.Id], now);
        foreach (var news in claimed.Where(n => n.AudienceKind == AudienceKind.Contact && sms.IsAvailable))
            Add(news, NotificationChannels.Sms, Guid.Parse(news.SubjectId), personId: null, facts[news.Id], QuietHours.Default, now);
        foreach (var news in claimed.Where(n => n.AudienceKind == AudienceKind.Followers && sms.IsAvailable))
            foreach (var follower in followers[news.SubjectId].Where(f => f.Phone is not null).DistinctBy(f => Convert.ToHexString(f.Phone!)))
                Add(news, NotificationChannels.Sms, follower.Id, personId: null, facts[news.Id], QuietHours.Default, now);

        db.News.RemoveRange(claimed);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return claimed.Count;
    }

    private void Tell(News news, Recipient to, Dictionary<string, string> facts, DateTimeOffset now)
    {
        db.Notifications.Add(Notification.Of(OrderedId.Next(news.At), to.PersonId, news, facts));
        var channels = NotificationKinds.ChannelsOf(news.Kind, to.Choices.TryGetValue(NotificationKinds.Of(news.Kind).Topic, out var chosen) ? chosen : null);
        if (channels.HasFlag(NotificationChannels.Email) && to.HasEmail && mail.IsAvailable) Add(news, NotificationChannels.Email, to.PersonId, to.PersonId, facts, to.Quiet, now);
        if (channels.HasFlag(NotificationChannels.Sms) && sms.IsAvailable) Add(news, NotificationChannels.Sms, to.PersonId, to.PersonId, facts, to.Quiet, now);
        if (channels.HasFlag(NotificationChannels.Push) && push.IsAvailable)
            foreach (var subscription in to.Subscriptions) Add(news, NotificationChannels.Push, subscription, to.PersonId, facts, to.Quiet, now);
    }

    private void Add(News news, NotificationChannels channel, Guid targetId, Guid? personId, Dictionary<string, string> facts, QuietHours quiet, DateTimeOffset now) =>
        db.OutboxMessages.Add(OutboxMessage.Of(
            OrderedId.Next(now), news, channel, targetId, personId, facts, now, NotificationKinds.Of(news.Kind).IsUrgent ? now : quiet.NotBefore(now)));

    private static IEnumerable<Guid> PeopleOf(News news, Holders holders, ILookup<string, Follower> followers) => news.AudienceKind switch
    {
        AudienceKind.Person => [news.PersonId!.Value],
        AudienceKind.Unit => holders.OfUnit(news.UnitCode!, NotificationKinds.Of(news.Kind).Staff),
        AudienceKind.FormerUnit => holders.OfExactly(news.UnitCode!).Where(p => p != news.PersonId),
        AudienceKind.Verifiers => holders.Verifying(news.UnitCode!, news.PersonId),
        AudienceKind.Posts => holders.OfPost(news.Post!.Value),
        AudienceKind.Followers => followers[news.SubjectId].Select(f => f.PersonId).OfType<Guid>(),
        _ => [],
    };

    /// <param name="Phone">The blind index of the number that was left: one number is told once, however often it was left.</param>
    private sealed record Follower(Guid Id, Guid ReportId, Guid? PersonId, byte[]? Phone);

    private async Task<ILookup<string, Follower>> FollowersAsync(List<News> news, CancellationToken cancellationToken)
    {
        var reports = news.Where(n => n.AudienceKind == AudienceKind.Followers).Select(n => Guid.Parse(n.SubjectId)).Distinct().ToList();
        var all = reports.Count == 0 ? [] : await db.GridReports.Where(r => reports.Contains(r.Id) && r.IsPublic)
            // With those of what was merged into it.
            .SelectMany(r => db.GridReports.Where(part => part.Id == r.Id || part.PrimaryId == r.Id).SelectMany(part => db.ReportFollowers.Where(f => f.ReportId == part.Id && f.EndedAt == null)),
                (r, f) => new { Report = r, Follower = f })
            // What was theirs to begin with is told otherwise.
            .Where(x => x.Report.ReporterId == null || x.Report.ReporterId != x.Follower.PersonId)
            .Select(x => new Follower(x.Follower.Id, x.Report.Id, x.Follower.PersonId, x.Follower.ContactPhone == null ? null : x.Follower.ContactPhone.BlindIndex))
            .ToListAsync(cancellationToken);
        return all.ToLookup(f => f.ReportId.ToString(), StringComparer.Ordinal);
    }

    private async Task<Holders> HoldersAsync(List<News> news, CancellationToken cancellationToken)
    {
        var units = news.Where(n => n.AudienceKind is AudienceKind.Unit or AudienceKind.FormerUnit or AudienceKind.Verifiers).SelectMany(n => UnitsUpwards(n.UnitCode!)).Distinct(StringComparer.Ordinal).ToList();
        var posts = news.Where(n => n.AudienceKind == AudienceKind.Posts).Select(n => n.Post!.Value).Distinct().ToList();
        if (units.Count + posts.Count == 0) return new([]);
        return new(await db.Posts.HeldOn(ChinaTime.DayOf(clock.GetUtcNow())).Where(p => units.Contains(p.UnitCode) || posts.Contains(p.Kind))
            .Select(p => new Holder(p.PersonId, p.Kind, p.UnitCode)).ToListAsync(cancellationToken));
    }

    /// <summary>The unit itself, then what is above it; only areas have somebody above them who would do the same work.</summary>
    private static IEnumerable<string> UnitsUpwards(string code)
    {
        for (var unit = code; unit is not null; unit = OrgCode.IsArea(unit) ? OrgCode.ParentOf(unit) : null) yield return unit;
    }

    private sealed record Holder(Guid PersonId, PostKind Kind, string UnitCode);

    private sealed class Holders(List<Holder> all)
    {
        private readonly ILookup<string, Holder> _byUnit = all.Where(h => Permissions.Carries(h.Kind, Permission.ViewReports)).ToLookup(h => h.UnitCode, StringComparer.Ordinal);

        /// <summary>Whoever may do that work in that unit; where nobody may, in the next area above it.</summary>
        public IEnumerable<Guid> OfUnit(string code, Permission staff) =>
            UnitsUpwards(code).Select(unit => all.Where(h => h.UnitCode == unit && Permissions.Carries(h.Kind, staff)).Select(h => h.PersonId))
                .FirstOrDefault(people => people.Any(), []);

        public IEnumerable<Guid> OfExactly(string unit) => _byUnit[unit].Select(h => h.PersonId);

        public IEnumerable<Guid> Verifying(string code, Guid? worker) =>
            UnitsUpwards(code).Select(unit => _byUnit[unit].Where(h => h.PersonId != worker && Permissions.Carries(h.Kind, Permission.VerifyReports)).Select(h => h.PersonId))
                .FirstOrDefault(people => people.Any(), []);

        public IEnumerable<Guid> OfPost(PostKind post) => all.Where(h => h.Kind == post).Select(h => h.PersonId);
    }

    private sealed record Recipient(
        Guid PersonId, QuietHours Quiet, bool HasEmail, Dictionary<NotificationTopic, NotificationChannels> Choices, IReadOnlyList<Guid> Subscriptions);

    private async Task<Dictionary<Guid, Recipient>> RecipientsAsync(IEnumerable<Guid> people, CancellationToken cancellationToken)
    {
        var ids = people.Distinct().ToList();
        // Whoever deleted the account meanwhile is not told.
        var there = await db.People.Where(p => ids.Contains(p.Id))
            .Select(p => new
            {
                p.Id,
                Settings = db.NotificationSettings.Where(s => s.PersonId == p.Id).Select(s => new { s.QuietFrom, s.QuietUntil }).FirstOrDefault(),
                HasEmail = db.EmailAddresses.Any(e => e.PersonId == p.Id && e.ConfirmedAt != null),
            })
            .ToListAsync(cancellationToken);
        var choices = (await db.NotificationChoices.AsNoTracking().Where(c => ids.Contains(c.PersonId)).ToListAsync(cancellationToken)).ToLookup(c => c.PersonId);
        var subscriptions = (await db.PushSubscriptions.Where(s => ids.Contains(s.PersonId)).Select(s => new { s.PersonId, s.Id }).ToListAsync(cancellationToken))
            .ToLookup(s => s.PersonId, s => s.Id);
        return there.ToDictionary(p => p.Id, p => new Recipient(
            p.Id, p.Settings is { } s ? new QuietHours(s.QuietFrom, s.QuietUntil) : QuietHours.Default, p.HasEmail,
            choices[p.Id].ToDictionary(c => c.Topic, c => c.Channels), [.. subscriptions[p.Id]]));
    }

    /// <summary>What the words need, kept with the notification, so that a list of them asks for nothing more.</summary>
    private async Task<Dictionary<Guid, Dictionary<string, string>>> FactsAsync(List<News> news, CancellationToken cancellationToken)
    {
        var map = await places.CurrentAsync(cancellationToken);
        var reports = await ReportFactsAsync(news, map, cancellationToken);
        var facts = new Dictionary<Guid, Dictionary<string, string>>();
        foreach (var n in news)
        {
            var own = n.SubjectKind switch
            {
                nameof(GridReport) => reports.GetValueOrDefault(n.SubjectId) ?? [],
                nameof(OrgUnit) => new() { ["unit"] = map.Find(n.SubjectId)?.Name ?? n.SubjectId },
                _ => [],
            };
            facts[n.Id] = n.Facts is null ? own : own.Concat(n.Facts).DistinctBy(f => f.Key).ToDictionary(StringComparer.Ordinal);
        }
        return facts;
    }

    private async Task<Dictionary<string, Dictionary<string, string>>> ReportFactsAsync(List<News> news, PlaceMap map, CancellationToken cancellationToken)
    {
        var ids = news.Where(n => n.SubjectKind == nameof(GridReport)).Select(n => Guid.Parse(n.SubjectId)).Distinct().ToList();
        var rows = await db.GridReports.Where(r => ids.Contains(r.Id))
            .Join(db.ReportCategories, r => r.CategoryCode, c => c.Code, (r, c) => new { r.Id, r.Sequence, r.RecordedAt, r.PlaceCode, c.Name, c.NameInEnglish })
            .ToListAsync(cancellationToken);
        return rows.ToDictionary(r => r.Id.ToString(), r => new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["number"] = ReportNumber.Format(ChinaTime.DayOf(r.RecordedAt).Year, r.Sequence),
            ["category"] = r.Name,
            ["categoryEn"] = r.NameInEnglish,
            ["place"] = map.Find(r.PlaceCode)?.Name ?? r.PlaceCode,
        }, StringComparer.Ordinal);
    }
}
