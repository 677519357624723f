using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Facilities;
using QingjiangpuPortal.Application.Files;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Application.SocialInsurance;
using QingjiangpuPortal.Domain.Facilities;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Geo;
using QingjiangpuPortal.Web.Localization;
using QingjiangpuPortal.Web.Pages.Workbench.Reports;
using QingjiangpuPortal.Web.Security;

namespace QingjiangpuPortal.Web.Api;

/// <summary>The JSON that maps and pickers ask for; everything in it can be had from a page too.</summary>
internal static class PortalApi
{
    public static IServiceCollection AddPortalApi(this IServiceCollection services)
    {
        services.AddOpenApi("v1", options => options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Qingjiangpu district portal";
            document.Info.Description = "Coordinates are WGS-84 degrees. What is not public is not here.";
            return Task.CompletedTask;
        }));
        services.AddSingleton<Words>();
        services.AddSingleton<AuditWords>();
        return services;
    }

    public static void MapPortalApi(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
        var places = app.MapGroup("/api/places").WithTags("Places");
        places.MapGet("/at", At).WithSummary("The micro-grid at a point");
        places.MapGet("/search", Search).WithSummary("Places by name or address, the best first");
        places.MapGet("/units", Units).WithSummary("The units one level below another");
        var map = app.MapGroup("/api/map").WithTags("Map");
        map.MapGet("/areas", Areas).WithSummary("Boundaries as GeoJSON: the streets, or what lies below a unit");
        map.MapGet("/reports", Reports).WithSummary("Public reports as GeoJSON points, the latest");
        app.MapGet("/api/workbench/reports/map", StaffMap).RequireAuthorization().ExcludeFromDescription();
        app.MapPost("/api/reports/similar", Similar).WithTags("Reports").WithSummary("Open public reports that may be about the same thing, the most similar first");
        map.MapGet("/stations", Stations).WithSummary("Stations and command centres as GeoJSON points");
        app.MapPost("/api/payments/notice", Paid).ExcludeFromDescription();
        app.MapGet("/photos/{id:guid}", Photo).ExcludeFromDescription();
        app.MapGet("/report/photos/{ticket}", WaitingPhoto).ExcludeFromDescription();
    }

    /// <param name="Code">The micro-grid's.</param>
    private sealed record PlaceJson(string Code, string Name, string Path, double Latitude, double Longitude)
    {
        public static PlaceJson Of(Place place) => new(place.MicroGridCode, place.Name, place.Path, place.Latitude, place.Longitude);
    }

    private sealed record UnitJson(string Code, string Name, OrgLevel Level, double Latitude, double Longitude);

    private static async Task<IResult> At(double lat, double lng, IPlaceDirectory places, CancellationToken cancellationToken) =>
        (await places.CurrentAsync(cancellationToken)).At(lat, lng) is { } place ? TypedResults.Ok(PlaceJson.Of(place)) : TypedResults.NotFound();

    private static async Task<IResult> Search(string? q, IPlaceDirectory places, CancellationToken cancellationToken) =>
        TypedResults.Ok((await places.CurrentAsync(cancellationToken)).Search(q is { Length: > 100 } ? q[..100] : q).Select(PlaceJson.Of));

    private static async Task<IResult> Units(string? parent, IPlaceDirectory places, CancellationToken cancellationToken) =>
        TypedResults.Ok((await places.CurrentAsync(cancellationToken)).ChildrenOf(parent ?? "")
            .Select(u => new UnitJson(u.Code, u.Name, u.Level, u.Latitude, u.Longitude)));

    private static async Task<IResult> Areas(string? parent, AreaShapes shapes, HttpContext context, CancellationToken cancellationToken)
    {
        if (await shapes.BelowAsync(parent, cancellationToken) is not { } shape) return TypedResults.NotFound();
        context.Response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Bytes(shape.Content, "application/geo+json", entityTag: new($"\"{shape.Hash}\""));
    }

    private static async Task<IResult> Reports(
        string? place, string? category, PublicState? state, int? latest, string? q, IMediator mediator, Words words, HttpContext context, CancellationToken cancellationToken)
    {
        var points = await mediator.Send(new ListPublicPoints(place, category, state, latest, string.IsNullOrWhiteSpace(q) ? null : q), cancellationToken);
        context.Response.Headers.CacheControl = "public, max-age=30";
        return TypedResults.Json(new
        {
            type = "FeatureCollection",
            features = points.Value.Select(p => new
            {
                type = "Feature",
                geometry = new { type = "Point", coordinates = new[] { p.Longitude, p.Latitude } },
                properties = new
                {
                    title = p.Text.Length > 60 ? p.Text[..60] + "…" : p.Text,
                    kind = Words.KindOf(p.Status, p.IsOverdue).ToString().ToLowerInvariant(),
                    status = words.Of(p.Status),
                    href = $"/reports/{p.Number}",
                },
            }),
        }, contentType: "application/geo+json");
    }

    private static async Task<IResult> StaffMap(
        double south, double west, double north, double east, int zoom, IMediator mediator, ICurrentUser user, Words words, HttpContext context, CancellationToken cancellationToken)
    {
        var filter = ReportListAddress.Parse(context.Request.QueryString.Value).ToFilter(user.PersonId);
        var marks = await mediator.Send(new MapReports(filter, new(south, west, north, east), zoom), cancellationToken);
        if (marks.IsError) return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(new
        {
            type = "FeatureCollection",
            features = marks.Value.Select(mark => new
            {
                type = "Feature",
                geometry = new { type = "Point", coordinates = new[] { mark.Longitude, mark.Latitude } },
                properties = mark.Only is { } report
                    ? new
                    {
                        title = report.Description.Length > 60 ? report.Description[..60] + "…" : report.Description,
                        kind = Words.KindOf(report.Status, report.IsOverdue).ToString().ToLowerInvariant(),
                        status = words.Of(report.Status),
                        href = $"/workbench/reports/{report.Id}",
                    }
                    : (object)new { count = mark.Count },
            }),
        }, contentType: "application/geo+json");
    }

    private static async Task<IResult> Stations(string? street, IMediator mediator, Words words, HttpContext context, CancellationToken cancellationToken)
    {
        var facilities = await mediator.Send(new ListFacilities(StreetCode: street), cancellationToken);
        context.Response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Json(new
        {
            type = "FeatureCollection",
            features = facilities.Value.Select(f => new
            {
                type = "Feature",
                geometry = new { type = "Point", coordinates = new[] { f.Longitude, f.Latitude } },
                properties = new
                {
                    title = f.Name,
                    kind = f.Kind switch { FacilityKind.NeighborhoodStation => "done", FacilityKind.ServiceStation => "go", _ => "wait" },
                    status = words.Of(f.Kind),
                    href = $"/stations?street={f.StreetCode}#{f.Code}",
                },
            }),
        }, contentType: "application/geo+json");
    }

    /// <summary>In a body and not in the address, because what somebody writes must not stand in any log.</summary>
    private sealed record Draft(double? Latitude, double? Longitude, string? CategoryCode, string? Text);

    private sealed record SimilarJson(string Number, string Text, string Address, string Status, string Kind, int Distance, string FiledAt, int Followers, string Href);

    private static async Task<IResult> Similar(Draft draft, IMediator mediator, Words words, HumanTime times, TimeProvider clock, CancellationToken cancellationToken)
    {
        var similar = await mediator.Send(new FindSimilarReports(draft.Latitude, draft.Longitude, draft.CategoryCode, draft.Text), cancellationToken);
        var now = clock.GetUtcNow();
        return TypedResults.Ok(similar.Value.Select(r => new SimilarJson(
            r.Number, r.Description, r.Address, words.Of(r.Status), Words.KindOf(r.Status, r.DueAt < now).ToString().ToLowerInvariant(), r.Distance,
            times.Moment(r.RecordedAt), r.Followers, $"/reports/{r.Number}")));
    }

    /// <param name="State"><c>paid</c> or <c>failed</c>.</param>
    /// <param name="At">Seconds since 1970.</param>
    /// <param name="Signature">HMAC-SHA256 over the other fields, lower-case hex.</param>
    private sealed record PaymentJson(Guid Payment, long Amount, string? State, string? Reference, long At, string? Signature);

    /// <summary>What the payment gateway says; it comes again until it is answered with 200, and what it said once counts once.</summary>
    private static async Task<IResult> Paid(PaymentJson said, IMediator mediator, CancellationToken cancellationToken)
    {
        if (said.State is not ("paid" or "failed") || said.At is < 0 or > 253402300799) return TypedResults.BadRequest();
        var notice = new PaymentNotice(said.Payment, said.Amount, said.State == "paid", said.Reference ?? "", DateTimeOffset.FromUnixTimeSeconds(said.At));
        var taken = await mediator.Send(new TakePaymentNotice(notice, said.Signature), cancellationToken);
        return taken.IsError
            ? TypedResults.StatusCode(taken.FirstError.Type switch
            {
                ErrorOr.ErrorType.Forbidden => StatusCodes.Status403Forbidden,
                ErrorOr.ErrorType.NotFound => StatusCodes.Status404NotFound,
                ErrorOr.ErrorType.Conflict => StatusCodes.Status409Conflict,
                _ => StatusCodes.Status400BadRequest,
            })
            : TypedResults.Ok();
    }

    private static async Task<IResult> Photo(Guid id, [FromQuery] string? size, [FromQuery] string? key, IMediator mediator, HttpContext context, CancellationToken cancellationToken) =>
        Picture(await mediator.Send(new OpenPhoto(id, size == "small", key), cancellationToken), context);

    private static async Task<IResult> WaitingPhoto(string ticket, UploadTickets tickets, IMediator mediator, HttpContext context, CancellationToken cancellationToken) =>
        tickets.Open(ticket) is { } id
            ? Picture(await mediator.Send(new OpenPhoto(id, Thumbnail: true, IsWaiting: true), cancellationToken), context)
            : TypedResults.NotFound();

    private static IResult Picture(ErrorOr.ErrorOr<OpenedPhoto> photo, HttpContext context)
    {
        if (photo.IsError) return TypedResults.NotFound();
        // The content never changes, but who may see it can: kept by this browser only, and asked for anew after an hour.
        context.Response.Headers.CacheControl = "private, max-age=3600";
        return TypedResults.Stream(photo.Value.Content, photo.Value.MediaType, entityTag: new($"\"{photo.Value.ContentHash}\""));
    }
}
