using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using ErrorOr;
using Microsoft.AspNetCore.DataProtection;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Infrastructure.Access;

namespace QingjiangpuPortal.Web.Security.Door;

/// <summary>
/// The portal's own challenge: a puzzle that the browser solves by itself, unseen, and for browsers without JavaScript a sum
/// in words that a screen reader reads. Sealed, for one class of forms, for half an hour, for one use.
/// </summary>
internal sealed class Challenges(IDataProtectionProvider protection, RateLimits limits, IServiceScopeFactory scopes, TimeProvider clock)
{
    public const string TokenField = "ChallengeToken";
    public const string SolutionField = "ChallengeSolution";
    public const string AnswerField = "ChallengeAnswer";

    /// <summary>Leading zero bits of the hash: some ten thousand tries, a second or two on an old phone.</summary>
    public const int PuzzleBits = 14;

    /// <summary>Long enough for somebody who reads slowly.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    private readonly IDataProtector _protector = protection.CreateProtector("challenges");

    /// <summary>A new challenge for the form that is being shown; <c>null</c> for a source that need not take one.</summary>
    public Challenge? For(HttpContext context, RouteClass routeClass) => limits.IsSuspicious(context, routeClass) ? New(routeClass) : null;

    /// <summary>Uses the answer up; <c>null</c> when it was right, otherwise what to say.</summary>
    public async Task<Error?> RefusesAsync(IFormCollection form, RouteClass routeClass, CancellationToken cancellationToken)
    {
        // Sent empty, it is another question that is wanted.
        if (form[SolutionField].ToString().Length + form[AnswerField].ToString().Length == 0) return Failure.Invalid("Challenge.Needed", AnswerField);
        if (Open(form[TokenField]) is not { } token || token.RouteClass != routeClass || token.ExpiresAt <= clock.GetUtcNow())
            return Failure.Invalid("Challenge.Expired", AnswerField);
        var isRight = IsSolved(token.Id, form[SolutionField].ToString()) || SumQuestion.IsRight(token.Sum, form[AnswerField].ToString());
        // A wrong answer uses it up too: a machine cannot try all answers of one question.
        await using var scope = scopes.CreateAsyncScope();
        var isFirstUse = await scope.ServiceProvider.GetRequiredService<SpentChallenges>().SpendAsync(token.Id, token.ExpiresAt, cancellationToken);
        return isRight && isFirstUse ? null : Failure.Invalid(isRight ? "Challenge.Expired" : "Challenge.Wrong", AnswerField);
    }

    /// <summary>Whether SHA-256 of <c>id:solution</c> begins with <see cref="PuzzleBits"/> zero bits (challenge.ts searches it).</summary>
    internal static bool IsSolved(Guid id, string solution)
    {
        if (solution.Length is 0 or > 20) return false;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{id:N}:{solution}"));
        return BitOperations.LeadingZeroCount(BitConverter.ToUInt32([hash[3], hash[2], hash[1], hash[0]])) >= PuzzleBits;
    }

    private Challenge New(RouteClass routeClass)
    {
        var id = Guid.NewGuid();
        var sum = SumQuestion.New();
        var expires = clock.GetUtcNow() + Lifetime;
        var sealedToken = _protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{id:N} {(int)routeClass} {expires.UtcTicks} {sum.Answer}"));
        return new(sealedToken, id.ToString("N"), sum);
    }

    private Token? Open(string? sealedToken)
    {
        try
        {
            return sealedToken is not null && _protector.Unprotect(sealedToken).Split(' ') is [var id, var routeClass, var ticks, var sum]
                ? new(Guid.ParseExact(id, "N"), (RouteClass)int.Parse(routeClass, CultureInfo.InvariantCulture),
                    new(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero), int.Parse(sum, CultureInfo.InvariantCulture))
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private sealed record Token(Guid Id, RouteClass RouteClass, DateTimeOffset ExpiresAt, int Sum);
}

/// <param name="Token">Sealed; the form sends it back.</param>
/// <param name="Puzzle">What the browser's solution is hashed with.</param>
internal sealed record Challenge(string Token, string Puzzle, SumQuestion Question);
