using System.Buffers.Text;
using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Notifications;

namespace QingjiangpuPortal.Application.Notifications;

/// <summary>在这个浏览器上接收: what the browser's push service gave it.</summary>
public sealed record SubscribeToPush(string? Endpoint, string? P256dh, string? Auth, string Device) : ICommand<Success>, IAboutMyself
{
    public Permission Permission => Permission.SignedIn;
}

/// <summary>不再在一个浏览器上接收.</summary>
public sealed record EndPushSubscription(Guid SubscriptionId) : ICommand<Success>, IAboutMyself
{
    public Permission Permission => Permission.SignedIn;
}

internal sealed class SubscribeToPushValidator : AbstractValidator<SubscribeToPush>
{
    public SubscribeToPushValidator(IPushSender push)
    {
        // The portal will send to this address: only to those of push services, or anybody could make it call anything.
        RuleFor(x => x.Endpoint).Must(e => e is { Length: <= PushSubscription.MaxEndpoint } && Uri.TryCreate(e, UriKind.Absolute, out var uri) && push.Serves(uri))
            .WithErrorCode("Push.UnknownService");
        RuleFor(x => x.P256dh).Must(key => LengthOf(key) == 65).WithErrorCode("Push.BadKey");
        RuleFor(x => x.Auth).Must(secret => LengthOf(secret) == 16).WithErrorCode("Push.BadKey");
    }

    private static int LengthOf(string? base64Url) => base64Url is { Length: <= 100 } && Base64Url.IsValid(base64Url, out var length) ? length : 0;
}

internal sealed class PushSubscriptionsHandler(PortalDb db, ICurrentUser user, IPushSender push, TimeProvider clock)
    : IRequestHandler<SubscribeToPush, ErrorOr<Success>>, IRequestHandler<EndPushSubscription, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(SubscribeToPush request, CancellationToken cancellationToken)
    {
        if (!push.IsAvailable) return Failure.Invalid("Push.NotOffered", nameof(request.Endpoint));
        var (me, now, hash) = (user.PersonId!.Value, clock.GetUtcNow(), Hash.Of(request.Endpoint!));
        // One browser is one subscription; whoever signs in last at a shared one has it.
        if (await db.PushSubscriptions.SingleOrDefaultAsync(s => s.EndpointHash == hash, cancellationToken) is { } known)
        {
            known.Renew(me, request.P256dh!, request.Auth!, request.Device, now);
            return Result.Success;
        }
        if (await db.PushSubscriptions.CountAsync(s => s.PersonId == me, cancellationToken) >= PushSubscription.MaxPerPerson)
            return Failure.Invalid("Push.TooMany", nameof(request.Endpoint), PushSubscription.MaxPerPerson);
        db.PushSubscriptions.Add(PushSubscription.Of(Guid.CreateVersion7(now), me, request.Endpoint!, hash, request.P256dh!, request.Auth!, request.Device, now));
        return Result.Success;
    }

    public async Task<ErrorOr<Success>> Handle(EndPushSubscription request, CancellationToken cancellationToken)
    {
        var subscription = await db.PushSubscriptions.SingleOrDefaultAsync(s => s.Id == request.SubscriptionId && s.PersonId == user.PersonId, cancellationToken);
        if (subscription is null) return Failure.NotFound("Push.NotFound");
        db.PushSubscriptions.Remove(subscription);
        return Result.Success;
    }
}
