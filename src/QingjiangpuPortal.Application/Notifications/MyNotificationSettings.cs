using System.Globalization;
using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Notifications;

namespace QingjiangpuPortal.Application.Notifications;

/// <summary>通知设置: what there is to choose, and what somebody chose.</summary>
public sealed record GetMyNotificationSettings : IQuery<MyNotificationSettings>
{
    public Permission Permission => Permission.SignedIn;
}

/// <param name="Available">The channels that this deployment has.</param>
/// <param name="MaskedEmail"><c>null</c> without an address.</param>
/// <param name="PushKey">With which a browser subscribes; <c>null</c> where there is no push.</param>
public sealed record MyNotificationSettings(
    IReadOnlyList<TopicChoice> Topics, NotificationChannels Available, bool InEnglish, QuietHours Quiet,
    string? MaskedEmail, bool IsEmailConfirmed, string? PushKey, IReadOnlyList<SubscribedDevice> Devices);

/// <param name="Offered">By which of them there is news of this topic at all.</param>
/// <param name="Chosen">Or the topic's own.</param>
public sealed record TopicChoice(NotificationTopic Topic, NotificationChannels Offered, NotificationChannels Chosen);

public sealed record SubscribedDevice(Guid Id, string Device, DateTimeOffset Since);

internal sealed class GetMyNotificationSettingsHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, ISmsSender sms, IMailSender mail, IPushSender push)
    : IRequestHandler<GetMyNotificationSettings, ErrorOr<MyNotificationSettings>>
{
    public async Task<ErrorOr<MyNotificationSettings>> Handle(GetMyNotificationSettings request, CancellationToken cancellationToken)
    {
        var me = user.PersonId!.Value;
        var settings = await db.NotificationSettings.AsNoTracking().SingleOrDefaultAsync(s => s.PersonId == me, cancellationToken) ?? NotificationSettings.Default(me);
        var choices = await db.NotificationChoices.AsNoTracking().Where(c => c.PersonId == me).ToDictionaryAsync(c => c.Topic, c => c.Channels, cancellationToken);
        var email = await db.EmailAddresses.AsNoTracking().SingleOrDefaultAsync(e => e.PersonId == me, cancellationToken);
        var devices = await db.PushSubscriptions.Where(s => s.PersonId == me).OrderByDescending(s => s.CreatedAt)
            .Select(s => new SubscribedDevice(s.Id, s.Device, s.CreatedAt)).ToListAsync(cancellationToken);
        var available = (mail.IsAvailable ? NotificationChannels.Email : NotificationChannels.None)
            | (sms.IsAvailable ? NotificationChannels.Sms : NotificationChannels.None)
            | (push.IsAvailable ? NotificationChannels.Push : NotificationChannels.None);
        return new MyNotificationSettings(
            [.. NotificationKinds.For(user).Select(t => new TopicChoice(t.Topic, NotificationKinds.OfferedBy(t.Topic) & available, choices.GetValueOrDefault(t.Topic, t.Default)))],
            available, settings.InEnglish, settings.Quiet,
            email is null ? null : cipher.Show(email.Address, PersonalDataKind.Email, Onlooker.Self), email?.ConfirmedAt is not null, push.PublicKey, devices);
    }
}

/// <summary>保存通知设置.</summary>
/// <param name="Wanted">Topic and channel as <c>MyReports:Email</c>, each that is ticked.</param>
/// <param name="QuietFrom">As <c>22:00</c>; both left out is none.</param>
public sealed record SetMyNotifications(IReadOnlyList<string> Wanted, string? QuietFrom, string? QuietUntil, bool InEnglish) : ICommand<Success>, IAboutMyself
{
    public Permission Permission => Permission.SignedIn;

    internal static bool IsTime(string? typed) => string.IsNullOrWhiteSpace(typed) || TimeOf(typed) is not null;

    internal static TimeOnly? TimeOf(string? typed) =>
        TimeOnly.TryParseExact(typed?.Trim().Replace('：', ':'), ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}

internal sealed class SetMyNotificationsValidator : AbstractValidator<SetMyNotifications>
{
    public SetMyNotificationsValidator()
    {
        RuleFor(x => x.QuietFrom).Must(SetMyNotifications.IsTime).WithErrorCode("Quiet.NoTime");
        RuleFor(x => x.QuietUntil).Must(SetMyNotifications.IsTime).WithErrorCode("Quiet.NoTime");
        RuleFor(x => x.QuietUntil).Must((x, until) => string.IsNullOrWhiteSpace(until) == string.IsNullOrWhiteSpace(x.QuietFrom)).WithErrorCode("Quiet.HalfGiven");
    }
}

internal sealed class SetMyNotificationsHandler(PortalDb db, ICurrentUser user) : IRequestHandler<SetMyNotifications, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(SetMyNotifications request, CancellationToken cancellationToken)
    {
        var me = user.PersonId!.Value;
        var settings = await db.NotificationSettings.SingleOrDefaultAsync(s => s.PersonId == me, cancellationToken);
        if (settings is null) db.NotificationSettings.Add(settings = NotificationSettings.Default(me));
        settings.Set(request.InEnglish,
            (SetMyNotifications.TimeOf(request.QuietFrom), SetMyNotifications.TimeOf(request.QuietUntil)) is ({ } from, { } until) ? new QuietHours(from, until) : QuietHours.None);
        var choices = await db.NotificationChoices.Where(c => c.PersonId == me).ToDictionaryAsync(c => c.Topic, cancellationToken);
        foreach (var topic in NotificationKinds.For(user).Select(t => t.Topic))
        {
            var channels = Enum.GetValues<NotificationChannels>().Where(c => request.Wanted.Contains($"{topic}:{c}")).Aggregate(NotificationChannels.None, (all, c) => all | c);
            if (choices.TryGetValue(topic, out var choice)) choice.Change(channels);
            else db.NotificationChoices.Add(NotificationChoice.Of(me, topic, channels));
        }
        return Result.Success;
    }
}
