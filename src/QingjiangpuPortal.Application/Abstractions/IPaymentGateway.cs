using System.Globalization;

namespace QingjiangpuPortal.Application.Abstractions;

/// <summary>Where residents pay. The portal sends them there and is told what came of it by a signed call-back; the contract is in docs/operations.md.</summary>
public interface IPaymentGateway
{
    /// <summary>Whether there is one: without a key nobody is sent anywhere.</summary>
    bool IsAvailable { get; }

    /// <summary>Where the payer is sent, with what is to be paid.</summary>
    string AddressOf(Guid paymentId, long amountFen);

    /// <summary>Whether the call-back was signed with the key that only the gateway and the portal have.</summary>
    bool IsGenuine(PaymentNotice notice, string? signature);
}

/// <summary>支付通知: what the gateway says about one payment.</summary>
/// <param name="IsPaid">False when no money came.</param>
/// <param name="Reference">The gateway's number of it.</param>
public sealed record PaymentNotice(Guid PaymentId, long AmountFen, bool IsPaid, string Reference, DateTimeOffset At)
{
    /// <summary>What is signed: the fields in this order, a line each.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{PaymentId:D}\n{AmountFen}\n{(IsPaid ? "paid" : "failed")}\n{Reference}\n{At.ToUnixTimeSeconds()}");
}
