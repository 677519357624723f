using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Notifications;

namespace QingjiangpuPortal.Application.Notifications;

/// <summary>
/// How a feature tells people: <c>db.Tell(NotificationKind.Mentioned, Audience.Person(id), AuditSubject.Of&lt;GridReport&gt;(report.Id), by: user.PersonId, at: now)</c>.
/// It adds one row, saved with what happened or not at all, and asks the database nothing; who is told, by which channels and
/// when is worked out afterwards. What a kind says and where it leads stands in <see cref="NotificationKinds"/>; number, category and
/// place of a report come to its facts by themselves.
/// </summary>
public static class Telling
{
    /// <param name="by">Who did it, and is not told.</param>
    /// <param name="facts">What the words need beside: codes, numbers, times (<see cref="NotificationWords.Time"/>). No name of a person and nothing that one wrote.</param>
    public static News Tell(
        this PortalDb db, NotificationKind kind, Audience whom, AuditSubject about, Guid? by, DateTimeOffset at, Dictionary<string, string>? facts = null)
    {
        var news = News.Of(OrderedId.Next(at), kind, whom, about.Kind, about.Id, by, at, facts);
        db.News.Add(news);
        return news;
    }
}
