using ErrorOr;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QingjiangpuPortal.Application.Accounts;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Web.Localization;

namespace QingjiangpuPortal.Web.Pages;

/// <summary>
/// What every page does with a request and its answer, once: read and show, or send and go on. Failures become what a
/// person needs: invalid → beside the field, conflict → a sentence on top with what was typed kept, not found → 404,
/// forbidden → 403, not signed in → the sign-in page.
/// </summary>
public abstract class PortalPage(IMediator mediator) : PageModel
{
    protected IMediator Mediator { get; } = mediator;

    protected Words Words => HttpContext.RequestServices.GetRequiredService<Words>();

    /// <summary>Reads what the page needs beside its main subject (lists of choices); called whenever the page is shown.</summary>
    protected virtual Task<IActionResult?> LoadAsync() => Task.FromResult<IActionResult?>(null);

    /// <summary>The page itself, with everything it needs.</summary>
    protected async Task<IActionResult> ShowAsync()
    {
        // A tick box cannot show what is neither yes nor no: the framework would throw.
        foreach (var tick in MetadataProvider.GetMetadataForType(GetType()).Properties.Where(property => property.ModelType == typeof(bool)))
            if (ModelState.GetFieldValidationState(tick.PropertyName!) == ModelValidationState.Invalid) ModelState.Remove(tick.PropertyName!);
        return await LoadAsync() ?? Page();
    }

    /// <summary>Reads; hands the result on, or answers what stands in the way.</summary>
    protected async Task<IActionResult?> ReadAsync<T>(IQuery<T> query, Action<T> use)
    {
        var result = await Mediator.Send(query, HttpContext.RequestAborted);
        if (result.IsError) return Refuse(result.FirstError) ?? BadRequest();
        use(result.Value);
        return null;
    }

    /// <summary>Sends a command; goes on where it succeeded, shows the page again where what was typed has to change.</summary>
    protected async Task<IActionResult> SendAsync<T>(ICommand<T> command, Func<T, IActionResult> onSuccess)
    {
        var result = await Mediator.Send(command, HttpContext.RequestAborted);
        return result.IsError ? await ShowErrorsAsync(result.Errors) : onSuccess(result.Value);
    }

    /// <summary>Shows the page again with the sentences of what went wrong; what was typed is kept.</summary>
    protected async Task<IActionResult> ShowErrorsAsync(List<Error> errors)
    {
        if (errors.Select(Refuse).FirstOrDefault(answer => answer is not null) is { } answer) return answer;
        foreach (var error in errors) ModelState.AddModelError(error.Field() is { } field ? FieldName(field) : "", Words.Of(error));
        Response.StatusCode = errors[0].Type == ErrorType.Conflict ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity;
        if (errors[0].Type == ErrorType.Conflict) await OnConflictAsync();
        return await ShowAsync();
    }

    /// <summary>The key that the form came with; where it has none, or lost it, a fresh one, so that sending it again can succeed.</summary>
    protected string KeyOrFresh(string? submissionKey)
    {
        if (SubmissionKey.IsWellFormed(submissionKey)) return submissionKey!;
        ModelState.Remove(nameof(SubmissionKey));
        return SubmissionKey.New();
    }

    /// <summary>Whether a day was typed that is none; left as it is it would count as left out.</summary>
    protected bool HasUnreadableDay => UnreadableDays.Count > 0;

    protected Task<IActionResult> ShowUnreadableDaysAsync()
    {
        var days = UnreadableDays;
        // The framework's own sentence is English.
        foreach (var day in days) ModelState.Remove(day);
        return ShowErrorsAsync(days.ConvertAll(day => Failure.Invalid("Day.Unreadable", day)));
    }

    private List<string> UnreadableDays => [.. ModelState.Where(entry => entry.Key.EndsWith("Day", StringComparison.Ordinal) && entry.Value!.Errors.Count > 0).Select(entry => entry.Key)];

    /// <summary>The door did not let the form through: what was typed comes back.</summary>
    internal async Task<IActionResult> ShowAgainAsync(Error error, int status)
    {
        var answer = await ShowErrorsAsync([error]);
        Response.StatusCode = status;
        return answer;
    }

    /// <summary>The form again, with a challenge in it and why.</summary>
    internal virtual Task<IActionResult> ShowChallengeAsync(Error problem) => ShowErrorsAsync([problem]);

    /// <summary>Somebody else was faster: a page that carries a version takes the new one here, so that the user can go on.</summary>
    protected virtual Task OnConflictAsync() => Task.CompletedTask;

    /// <summary>The form field of a command's property, where the page calls it otherwise.</summary>
    protected virtual string FieldName(string property) => property;

    /// <summary>Goes on to another page, with one sentence about what was done.</summary>
    protected IActionResult GoTo(string path, string? notice = null)
    {
        if (notice is not null) TempData["Notice"] = notice;
        return LocalRedirect(path);
    }

    private IActionResult? Refuse(Error error) => error.Type switch
    {
        _ when error == ConfirmationErrors.Needed => LocalRedirect($"/account/confirm?returnUrl={Uri.EscapeDataString(Request.Path)}"),
        ErrorType.NotFound => NotFound(),
        ErrorType.Forbidden => StatusCode(StatusCodes.Status403Forbidden),
        ErrorType.Unauthorized => Challenge(),
        _ => null,
    };
}
