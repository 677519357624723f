using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.GridReports;

/// <summary>
/// 关注: somebody whom a report matters to, too; by account, or without one by a private link. What they were about to file
/// when they found it stays here for those who handle it.
/// </summary>
public sealed class ReportFollower
{
    public const int MaxWords = 2000;

    private ReportFollower() { }

    public Guid Id { get; private set; }

    /// <summary>What they chose to follow. As long as that is merged into a primary report they follow that one.</summary>
    public Guid ReportId { get; private set; }

    /// <summary>The account; <c>null</c> where only a private link knows, and after the end.</summary>
    public Guid? PersonId { get; private set; }

    /// <summary>SHA-256 of the private link's token; <c>null</c> for an account, and after the end.</summary>
    public byte[]? LinkHash { get; private set; }

    /// <summary>Where to send how it goes on, when a number was left.</summary>
    public Protected? ContactPhone { get; private set; }

    /// <summary>What they said of it, in their own words; for those who handle it only.</summary>
    public string? Words { get; private set; }

    public DateTimeOffset FollowedAt { get; private set; }

    /// <summary>Since when they follow it no more. A row that holds words stays without its person.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public static ReportFollower ByAccount(Guid id, Guid reportId, Guid personId, DateTimeOffset at) =>
        new() { Id = id, ReportId = reportId, PersonId = personId, FollowedAt = at };

    public static ReportFollower ByLink(Guid id, Guid reportId, byte[] linkHash, DateTimeOffset at) =>
        new() { Id = id, ReportId = reportId, LinkHash = linkHash, FollowedAt = at };

    /// <summary>Adds what they say now to what they said before, and takes the number that they left last.</summary>
    public void Say(string? words, Protected? contactPhone)
    {
        if (contactPhone is not null) ContactPhone = contactPhone;
        if (string.IsNullOrWhiteSpace(words) || (Words?.Contains(words.Trim(), StringComparison.Ordinal) ?? false)) return;
        var all = Words is null ? words.Trim() : $"{Words}\n{words.Trim()}";
        Words = all.Length > MaxWords ? all[..MaxWords] : all;
    }

    /// <summary>取消关注: who it was and where to reach them is gone.</summary>
    public void End(DateTimeOffset at)
    {
        EndedAt ??= at;
        (PersonId, LinkHash, ContactPhone) = (null, null, null);
    }
}
