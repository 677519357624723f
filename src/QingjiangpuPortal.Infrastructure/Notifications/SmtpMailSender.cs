using System.Globalization;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using QingjiangpuPortal.Application.Abstractions;

namespace QingjiangpuPortal.Infrastructure.Notifications;

/// <summary>Mail by SMTP, plain text. What a server answers becomes a code; its sentence, which may name the address, is dropped.</summary>
internal sealed class SmtpMailSender(SmtpSettings settings, TimeProvider clock) : IMailSender
{
    private readonly MailboxAddress _from = MailboxAddress.Parse(settings.From!);

    public bool IsAvailable => true;

    public async Task SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(settings.Timeout);
        using var smtp = new SmtpClient { Timeout = (int)settings.Timeout.TotalMilliseconds };
        try
        {
            using var message = MessageOf(mail);
            await smtp.ConnectAsync(settings.Host!, settings.Port, TlsOf(settings.Tls), limit.Token);
            if (settings.User is { } user) await smtp.AuthenticateAsync(user, settings.ReadPassword() ?? "", limit.Token);
            await smtp.SendAsync(message, limit.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DeliveryFailedException("timeout", inner: e);
        }
        catch (Exception e) when (CodeOf(e) is { } code)
        {
            throw new DeliveryFailedException(code, IsPermanent(e), inner: e);
        }
        // It is taken: how the conversation ends changes nothing.
        try
        {
            await smtp.DisconnectAsync(quit: true, limit.Token);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ProtocolException or CommandException)
        {
        }
    }

    private MimeMessage MessageOf(Mail mail)
    {
        if (!MailboxAddress.TryParse(mail.To, out var to)) throw new DeliveryFailedException("smtp-address", isPermanent: true);
        var message = new MimeMessage { Subject = mail.Subject, Body = new TextPart("plain") { Text = mail.Text }, Date = clock.GetUtcNow() };
        message.From.Add(_from);
        message.To.Add(to);
        // The same for a repetition: mail systems show one of two with one id.
        message.MessageId = $"{mail.Key:N}@{_from.Domain}";
        // No holiday notices to a machine (RFC 3834).
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }

    private static SecureSocketOptions TlsOf(SmtpTls tls) => tls switch
    {
        SmtpTls.Implicit => SecureSocketOptions.SslOnConnect,
        SmtpTls.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };

    private static string? CodeOf(Exception e) => e switch
    {
        SmtpCommandException command => string.Create(CultureInfo.InvariantCulture, $"smtp-{(int)command.StatusCode}"),
        AuthenticationException => "smtp-sign-in",
        SslHandshakeException or NotSupportedException => "smtp-tls",
        ProtocolException => "smtp-protocol",
        IOException or SocketException => "smtp-unreachable",
        _ => null,
    };

    /// <summary>What a server never takes, of this mail or for this address; a refused sender or sign-in an operator can mend.</summary>
    private static bool IsPermanent(Exception e) => e is SmtpCommandException
    {
        StatusCode: >= SmtpStatusCode.SyntaxError, // 500
        ErrorCode: SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted,
    };
}
