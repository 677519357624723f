using System.Data.Common;
using System.Diagnostics;
using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Application.Common;

/// <summary>Outermost: one line for a request, its outcome and how long it took. Never its content, which is personal.</summary>
internal sealed class LogBehaviour<TRequest, TResponse>(ILogger<LogBehaviour<TRequest, TResponse>> logger) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
    where TResponse : IErrorOr
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var started = Stopwatch.GetTimestamp();
        var response = await next();
        logger.LogDebug("{Request} {Outcome} after {Elapsed:0.0} ms",
            typeof(TRequest).Name, response.IsError ? response.Errors![0].Code : "done", Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        return response;
    }
}

/// <summary>
/// Outside of all checks, for commands: what was refused leaves a line in the audit trail too (what succeeded leaves it with
/// its own save). A form that was not filled in as it should be attempted nothing and leaves none.
/// </summary>
internal sealed class AuditBehaviour<TRequest, TResponse>(PortalDb db, AuditNote note) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>, ICommand, IRequirePermission
    where TResponse : IErrorOr
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        note.Begin();
        var response = await next();
        if (!response.IsError || note.IsMalformed) return response;
        // Whatever the refused command had begun is thrown away.
        db.ChangeTracker.Clear();
        db.AuditEntries.Add(note.Line(request, response.Errors![0].Code));
        await db.SaveChangesAsync(cancellationToken);
        return response;
    }
}

/// <summary>Deny by default: a request is sent on only if the user holds its permission somewhere.</summary>
internal sealed class PermissionBehaviour<TRequest, TResponse>(ICurrentUser user) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>, IRequirePermission
    where TResponse : IErrorOr
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (user.May(request.Permission)) return next();
        return Task.FromResult(user.IsSignedIn ? Failed.As<TResponse>(AccessErrors.Forbidden) : Failed.As<TResponse>(AccessErrors.SignInFirst));
    }
}

/// <summary>Checks the shape of the input; every failure carries its field. One after another: the validators share one database context.</summary>
internal sealed class ValidationBehaviour<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators, AuditNote note) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
    where TResponse : IErrorOr
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var failures = new List<Error>();
        foreach (var validator in validators)
        {
            var result = await validator.ValidateAsync(request, cancellationToken);
            failures.AddRange(result.Errors.Select(e => Failure.Invalid(e.ErrorCode, e.PropertyName, ArgumentsOf(e))));
        }
        if (failures.Count == 0) return await next();
        note.IsMalformed = true;
        return Failed.As<TResponse>(failures);
    }

    private static object[] ArgumentsOf(FluentValidation.Results.ValidationFailure failure) =>
        failure.CustomState as object[] ?? (failure.CustomState is { } one ? [one] : []);
}

/// <summary>
/// Innermost, for commands: after the handler succeeded, what happened is published (its handlers may only add to the
/// context) and everything is saved at once, with the command's line in the audit trail. Conflicts become failures that a person understands.
/// </summary>
internal sealed class SaveBehaviour<TRequest, TResponse>(PortalDb db, IMediator mediator, AuditNote note) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>, ICommand, IRequirePermission
    where TResponse : IErrorOr
{
    /// <summary>Of the SQL standard's SQLSTATE codes.</summary>
    private const string UniqueViolation = "23505";

    /// <summary>Two of one thing at one time, refused by an exclusion constraint.</summary>
    private const string ExclusionViolation = "23P01";

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        for (var isAgain = false; ; isAgain = true)
        {
            try
            {
                return await HandleAndSaveAsync(request, next, cancellationToken);
            }
            catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || IsUniqueViolation(e))
            {
                // The same form arrived twice at once and the other one won: handled again, it finds the first's receipt. If it was
                // another's form that won, the second try may lose as well.
                var isRepeated = !isAgain && IsRepeatedSubmission(e);
                db.ChangeTracker.Clear();
                if (!isRepeated) return Failed.As<TResponse>(AccessErrors.ChangedMeanwhile);
            }
        }
    }

    private async Task<TResponse> HandleAndSaveAsync(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
    {
        var response = await next();
        if (response.IsError) return response;
        foreach (var entity in db.ChangeTracker.Entries<Entity>().Select(e => e.Entity).ToList())
            foreach (var happened in entity.TakeEvents())
                await mediator.Publish(Happened.Wrap(happened), cancellationToken);
        if (!note.NothingDone) db.AuditEntries.Add(note.Line(request, AuditEntry.Done));
        await db.SaveChangesAsync(cancellationToken);
        return response;
    }

    // Whichever unique index notices it first, the submission's own or one of what it became.
    private bool IsRepeatedSubmission(DbUpdateException e) =>
        IsUniqueViolation(e) && db.ChangeTracker.Entries<Submission>().Any(entry => entry.State == EntityState.Added);

    private static bool IsUniqueViolation(DbUpdateException e) => e.InnerException is DbException { SqlState: UniqueViolation or ExclusionViolation };
}

/// <summary>Makes a failed response of any <c>ErrorOr&lt;T&gt;</c>; what that type's implicit conversion does, by its type argument.</summary>
internal static class Failed
{
    public static TResponse As<TResponse>(params List<Error> errors) where TResponse : IErrorOr => (TResponse)(dynamic)errors;
}
