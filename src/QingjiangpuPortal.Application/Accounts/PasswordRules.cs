using ErrorOr;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Application.Accounts;

/// <summary>
/// NIST SP 800-63B: length and a list of what everybody tries first, no rules on composition, no expiry. Not the owner's
/// own number or name, which everybody knows too.
/// </summary>
internal sealed class PasswordRules(IBreachedPasswords breached)
{
    public const int MinLength = 8;
    public const int StaffMinLength = 12;

    /// <summary>Hashing takes time; nobody types more.</summary>
    public const int MaxLength = 200;

    private const int MinDifferent = 3;

    /// <param name="field">The form field that a refusal belongs to.</param>
    public ErrorOr<Success> Check(string password, string phone, string? name, bool isStaff, string field)
    {
        var shortest = isStaff ? StaffMinLength : MinLength;
        if (password.Length < shortest) return Failure.Invalid("Password.TooShort", field, shortest);
        if (password.Length > MaxLength) return Failure.Invalid("Password.TooLong", field, MaxLength);
        if (password.Distinct().Count() < MinDifferent) return Failure.Invalid("Password.TooSimple", field);
        if (password.Contains(phone, StringComparison.Ordinal) || (name is { Length: > 1 } && password.Contains(name, StringComparison.Ordinal)))
            return Failure.Invalid("Password.NumberOrName", field);
        return breached.Contains(password) ? Failure.Invalid("Password.Breached", field) : Result.Success;
    }
}
