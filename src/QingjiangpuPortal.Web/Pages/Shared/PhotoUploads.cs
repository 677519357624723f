using ErrorOr;
using MediatR;
using QingjiangpuPortal.Application.Files;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Web.Security;

namespace QingjiangpuPortal.Web.Pages.Shared;

/// <summary>
/// Photos of a form that may come back with errors: each file is stored at once and travels on as a sealed ticket, so that
/// nobody has to choose their photos twice.
/// </summary>
public sealed class PhotoUploads(UploadTickets tickets)
{
    /// <summary>Stores the new files; the answer holds the tickets to keep, and an error for every file that was refused.</summary>
    /// <param name="areSealed">Papers with personal data.</param>
    public async Task<(List<string> Tickets, List<Error> Errors)> TakeAsync(
        IMediator mediator, IEnumerable<IFormFile> files, IEnumerable<string> kept, CancellationToken cancellationToken, bool areSealed = false)
    {
        var all = kept.Where(ticket => tickets.Open(ticket) is not null).ToList();
        var errors = new List<Error>();
        foreach (var file in files.Where(f => f.Length > 0))
        {
            if (all.Count >= GridReport.MaxPhotos)
            {
                errors.Add(Failure.Invalid("Photo.TooMany", "Photos", GridReport.MaxPhotos));
                break;
            }
            await using var content = file.OpenReadStream();
            var uploaded = await mediator.Send(new UploadPhoto(content, areSealed), cancellationToken);
            if (uploaded.IsError) errors.Add(uploaded.FirstError);
            else all.Add(tickets.Seal(uploaded.Value));
        }
        return (all, [.. errors.DistinctBy(e => e.Code, StringComparer.Ordinal)]);
    }

    /// <summary>The ids behind the tickets, for the command.</summary>
    public IReadOnlyList<Guid> Open(IEnumerable<string> kept) => [.. kept.Select(tickets.Open).OfType<Guid>()];
}
