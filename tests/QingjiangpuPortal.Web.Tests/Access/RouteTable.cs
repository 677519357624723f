using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;

namespace QingjiangpuPortal.Web.Tests.Access;

/// <summary>Everybody who can come to a route, in the order of the table's columns.</summary>
public enum Visitor
{
    Anonymous,

    /// <summary>The resident who filed the reports that stand in the addresses.</summary>
    Reporter,
    AnotherResident,

    /// <summary>Leader and worker of the micro-grid in which those reports lie.</summary>
    Leader,
    Worker,
    WorkerElsewhere,
    Community,
    Street,
    Department,
    District,
    SecurityAdministrator,
    SystemAdministrator,
    AuditAdministrator,

    /// <summary>Carer of a provider near that micro-grid.</summary>
    Provider,

    /// <summary>Of the school in whose catchment it lies, to which the reporter's child wants to go.</summary>
    Registrar,

    /// <summary>Of the district's education bureau.</summary>
    Bureau,

    /// <summary>Of the street.</summary>
    InsuranceOfficer,

    /// <summary>A resident who has a request for care, an enrolment in insurance and a registration for school of their own.</summary>
    OtherFamily,
}

/// <summary>What a route answers to a GET of each visitor (a route that takes only POST, to one without an anti-forgery token).</summary>
/// <param name="Route">The route's template as the host has it; a method in front where it takes only that.</param>
/// <param name="Address">An example; names in braces stand for what <see cref="RouteAccessTests"/> filed.</param>
/// <param name="Answers">One for each visitor.</param>
public sealed record RouteRow(string Route, string Address, IReadOnlyList<int> Answers);

/// <summary>
/// The one table of who may open what. A new route fails the tests until it has its row: 200 it opens, 302 it leads to the
/// sign-in page or on, 403 not with these posts, 404 as if it were not there.
/// </summary>
internal static class RouteTable
{
    public static readonly IReadOnlyList<RouteRow> Pages =
    [
        //                                                  Anon  Rep  Res  Lead Work Else Comm Str  Dept Dist Secu Syst Audi Prov Regi Bure Insu Fami
        ForAll("", "/", 200),
        ForAll("Index", "/index", 200),
        ForAll("Privacy", "/privacy", 200),
        ForAll("Accessibility", "/accessibility", 200),
        ForAll("offline", "/offline", 200),
        ForAll("error/{code:int}", "/error/404", 404),
        ForAll("dev/outbox", "/dev/outbox", 200),

        ForAll("report", "/report", 200),
        ForAll("/r/{code}", "/r/{short-code}", 200),
        ForAll("report/receipt", "/report/receipt", 302),
        ForAll("reports", "/reports", 200),
        ForAll("reports/find", "/reports/find", 200),
        ForAll("reports/{number}", "/reports/{public-number}", 200),
        ForAll("reports/{number}", "/reports/{private-number}", 404),

        ForAll("my", "/my", 200),
        Each("my/reports/{id:guid}", "/my/reports/{public-id}",  302, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404),
        Each("my/reports/{id:guid}", "/my/reports/{private-id}", 302, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404),
        ForAll("/my/r/{token}", "/my/r/{private-link}", 200),
        ForAll("/my/r/{token}", "/my/r/AAAAAAAAAAAAAAAAAAAAAA", 404),

        ForAll("report/followed", "/report/followed", 302),
        ForAll("my/f/{token}", "/my/f/AAAAAAAAAAAAAAAAAAAAAA", 404),

        ForSignedIn("my/data", "/my/data"),
        ForSignedIn("my/data/looks", "/my/data/looks"),
        ForSignedIn("my/data/name", "/my/data/name"),
        ForSignedIn("my/data/phone", "/my/data/phone"),
        ForSignedIn("my/data/consents/{purpose}", "/my/data/consents/report-contact"),
        ForSignedIn("my/data/children/add", "/my/data/children/add"),
        ForSignedIn("my/data/copy", "/my/data/copy"),
        ForSignedIn("my/data/delete", "/my/data/delete"),
        ForSignedIn("my/inbox"),
        ForSignedIn("my/notifications"),

        ForAll("care", "/care", 200),
        ForSignedIn("care/apply/{step?}", "/care/apply/who"),
        ForSignedIn("my/care"),
        Each("my/care/{id:guid}", "/my/care/{care}",             302, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404),
        Each("my/care/{id:guid}", "/my/care/{other-care}",       302, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200),
        Each("workbench/care", "/workbench/care",                302, 403, 403, 403, 403, 403, 200, 200, 403, 200, 403, 403, 403, 403, 403, 403, 403, 403),
        ForThoseWhoDecideAboutCare("workbench/care/{id:guid}"),
        ForThoseWhoDecideAboutCare("workbench/care/{id:guid}/assess"),
        ForThoseWhoDecideAboutCare("workbench/care/{id:guid}/{step:regex(^(check|review|approve|overturn|uphold|papers|refuse)$)}", "/check"),
        // There is something to order from once it is granted.
        Each("workbench/care/{id:guid}/order", "/workbench/care/{care}/order",
                                                                 302, 403, 403, 403, 403, 403, 404, 404, 403, 404, 403, 403, 403, 403, 403, 403, 403, 403),
        Each("workbench/care/{id:guid}/adaptation", "/workbench/care/{care}/adaptation",
                                                                 302, 403, 403, 403, 403, 403, 404, 404, 403, 404, 403, 403, 403, 403, 403, 403, 403, 403),
        // A provider's, of whom the scene has ordered nothing; that one provider does not see another's is a test of its own (ServiceOrderTests).
        Each("workbench/visits", "/workbench/visits",            302, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 200, 403, 403, 403, 403),
        Each("workbench/visits/{id:guid}", "/workbench/visits/{private-id}",
                                                                 302, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 404, 403, 403, 403, 403),
        Each("workbench/adaptations/{id:guid}", "/workbench/adaptations/{private-id}",
                                                                 302, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 404, 403, 403, 403, 403),
        Each("workbench/settlements", "/workbench/settlements",  302, 403, 403, 403, 403, 403, 403, 403, 403, 200, 403, 403, 403, 403, 403, 403, 403, 403),
        Each("workbench/settlements/{id:guid}", "/workbench/settlements/{private-id}",
                                                                 302, 403, 403, 403, 403, 403, 403, 403, 403, 404, 403, 403, 403, 403, 403, 403, 403, 403),

        ForAll("insurance", "/insurance", 200),
        ForAll("insurance/estimate", "/insurance/estimate", 200),
        ForAll("insurance/retirement", "/insurance/retirement", 200),
        ForAll("insurance/points", "/insurance/points", 200),
        ForSignedIn("insurance/apply/{step?}", "/insurance/apply/scheme"),
        ForSignedIn("my/insurance"),
        Each("my/insurance/{id:guid}", "/my/insurance/{insurance}",
                                                                 302, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404),
        Each("my/insurance/{id:guid}", "/my/insurance/{other-insurance}",
                                                                 302, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200),
        // There is a page for a payment that was begun; that it is the payer's alone is a test of its own (PaymentTests).
        Each("my/insurance/payments/{id:guid}", "/my/insurance/payments/{private-id}",
                                                                 302, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404),
        // It opens by an order that the portal signed.
        ForAll("dev/gateway", "/dev/gateway", 404),
        Each("workbench/insurance", "/workbench/insurance",      302, 403, 403, 403, 403, 403, 200, 403, 403, 200, 403, 403, 403, 403, 403, 403, 200, 403),
        Each("workbench/insurance/{id:guid}", "/workbench/insurance/{insurance}",
                                                                 302, 403, 403, 403, 403, 403, 200, 403, 403, 200, 403, 403, 403, 403, 403, 403, 200, 403),
        Each("workbench/insurance/{id:guid}/{step:regex(^(check|activate|overturn|uphold|papers|refuse|end)$)}", "/workbench/insurance/{insurance}/check",
                                                                 302, 403, 403, 403, 403, 403, 200, 403, 403, 200, 403, 403, 403, 403, 403, 403, 200, 403),
        Each("workbench/insurance/coverage", "/workbench/insurance/coverage",
                                                                 302, 403, 403, 403, 200, 200, 200, 403, 403, 403, 403, 403, 403, 403, 403, 403, 200, 403),
        Each("workbench/insurance/coverage/{id:guid}", "/workbench/insurance/coverage/{private-id}",
                                                                 302, 403, 403, 403, 404, 404, 404, 403, 403, 403, 403, 403, 403, 403, 403, 403, 404, 403),
        Each("workbench/insurance/figures", "/workbench/insurance/figures",
                                                                 302, 403, 403, 403, 403, 403, 403, 403, 403, 200, 403, 403, 403, 403, 403, 403, 200, 403),

        ForAll("account/login", "/account/login", 200),
        ForAll("account/logout", "/account/logout", 200),
        ForAll("account/external", "/account/external", 302),
        Each("account/links", "/account/links",                  302, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200),
        Each("workbench/system/blocked", "/workbench/system/blocked",
                                                                 302, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 200, 403, 403, 403, 403, 403, 403),
        ForAll("account/recovery", "/account/recovery", 200),
        ForAll("account/second-step", "/account/second-step", 302),
        ForSignedIn("account/password"),
        ForSignedIn("account/sessions"),
        ForSignedIn("account/second-factors"),
        // There is something to show once it was begun by a form.
        ForAll("account/authenticator", "/account/authenticator", 302),
        ForSignedIn("account/confirm"),
        Each("account", "/account",                              302, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200),

        Each("workbench", "/workbench",                          302, 403, 403, 200, 200, 200, 200, 200, 200, 200, 403, 403, 403, 403, 403, 200, 403, 403),
        Each("workbench/reports", "/workbench/reports",          302, 403, 403, 200, 200, 200, 200, 200, 200, 200, 403, 403, 403, 403, 403, 200, 403, 403),
        ForThoseWhoHandle("workbench/reports/{id:guid}"),
        ForThoseWhoHandle("workbench/reports/{id:guid}/accept"),
        ForThoseWhoHandle("workbench/reports/{id:guid}/reject"),
        ForThoseWhoHandle("workbench/reports/{id:guid}/assign"),
        ForThoseWhoHandle("workbench/reports/{id:guid}/start"),
        ForThoseWhoHandle("workbench/reports/{id:guid}/return"),
        ForThoseWhoHandle("workbench/reports/{id:guid}/contact"),
        ForThoseWhoHandle("workbench/reports/{id:guid}/resolve"),
        ForThoseWhoHandle("workbench/reports/{id:guid}/verify"),
        ForThoseWhoHandle("workbench/reports/{id:guid}/fail-verification"),
        ForThoseWhoHandle("workbench/reports/{id:guid}/correct"),
        ForThoseWhoHandle("workbench/reports/{id:guid}/suspend"),
        ForThoseWhoHandle("workbench/reports/{id:guid}/resume"),
        ForThoseWhoHandle("workbench/reports/{id:guid}/escalate"),
        ForThoseWhoHandle("workbench/reports/{id:guid}/delegate"),
        ForThoseWhoHandle("workbench/reports/{id:guid}/merge"),
        ForThoseWhoHandle("workbench/reports/{id:guid}/unmerge"),
        ForThoseWhoHandle("workbench/reports/{id:guid}/supervise"),
        ForThoseWhoHandle("workbench/reports/{id:guid}/duplicates"),
        ForThoseWhoHandle("workbench/reports/{id:guid}/reply"),
        ForThoseWhoHandle("workbench/reports/{id:guid}/notes"),
        Each("workbench/filters", "/workbench/filters",          302, 403, 403, 200, 200, 200, 200, 200, 200, 200, 403, 403, 403, 403, 403, 200, 403, 403),
        Each("workbench/templates", "/workbench/templates",      302, 403, 403, 200, 200, 200, 200, 200, 200, 200, 403, 403, 403, 403, 403, 200, 403, 403),
        Each("workbench/mentions", "/workbench/mentions",        302, 403, 403, 200, 200, 200, 200, 200, 200, 200, 403, 403, 403, 403, 403, 200, 403, 403),
        Each("workbench/bulk", "/workbench/bulk",                302, 403, 403, 200, 200, 200, 200, 200, 200, 200, 403, 403, 403, 403, 403, 200, 403, 403),
        Each("workbench/bulk/new", "/workbench/bulk/new",        302, 403, 403, 200, 200, 200, 200, 200, 403, 200, 403, 403, 403, 403, 403, 403, 403, 403),
        // A bulk act is its own person's, here the worker's.
        Each("workbench/bulk/{id:guid}", "/workbench/bulk/{bulk-act}",
                                                                 302, 403, 403, 404, 200, 404, 404, 404, 404, 404, 403, 403, 403, 403, 403, 404, 403, 403),
        ForThoseWhoHandle("workbench/reports/{id:guid}/volunteers"),
        ForThoseWhoHandle("workbench/reports/{id:guid}/dispute"),
        ForThoseWhoHandle("workbench/reports/{id:guid}/dispute/facts"),
        ForThoseWhoHandle("workbench/reports/{id:guid}/dispute/parties"),
        ForThoseWhoHandle("workbench/reports/{id:guid}/dispute/reveal"),
        ForThoseWhoHandle("workbench/reports/{id:guid}/dispute/sessions"),
        ForThoseWhoHandle("workbench/reports/{id:guid}/dispute/appointments"),
        // Of volunteers only; that one volunteer does not see another's is a test of its own (VolunteersTests).
        Each("tasks", "/tasks",                                  302, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403),
        Each("tasks/{id:guid}", "/tasks/{private-id}",           302, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403),
        Each("workbench/patrols", "/workbench/patrols",          302, 403, 403, 200, 200, 200, 200, 200, 403, 200, 403, 403, 403, 403, 403, 403, 403, 403),
        Each("workbench/patrols/{id:guid}", "/workbench/patrols/{patrol}",
                                                                 302, 403, 403, 404, 200, 404, 200, 200, 403, 200, 403, 403, 403, 403, 403, 403, 403, 403),
        Each("workbench/legal-aid", "/workbench/legal-aid",      302, 403, 403, 403, 403, 403, 200, 200, 403, 200, 403, 403, 403, 403, 403, 403, 403, 403),
        Each("workbench/legal-aid/edit", "/workbench/legal-aid/edit?community=320812003002&kind=Lawyer",
                                                                 302, 403, 403, 403, 403, 403, 200, 200, 403, 200, 403, 403, 403, 403, 403, 403, 403, 403),
        ForAll("legal-aid", "/legal-aid", 200),
        ForAll("stations", "/stations", 200),
        ForAll("schools", "/schools", 200),
        ForAll("schools/find", "/schools/find", 200),
        ForAll("schools/{code}", "/schools/320812003S002", 200),
        ForAll("schools/rounds/{id:guid}/lottery", "/schools/rounds/{round}/lottery", 200),
        ForSignedIn("schools/apply/{round:guid}/{step}", "/schools/apply/{round}/child"),
        ForSignedIn("schools/apply/{round:guid}/check", "/schools/apply/{round}/check"),
        ForSignedIn("my/schools"),
        Each("my/schools/{id:guid}", "/my/schools/{application}", 302, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404),
        Each("my/schools/{id:guid}", "/my/schools/{other-application}",
                                                                 302, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200),
        ForThoseOfSchools("workbench/schools", "/workbench/schools"),
        ForThoseOfSchools("workbench/schools/figures", "/workbench/schools/figures"),
        ForThoseOfSchools("workbench/schools/{id:guid}", "/workbench/schools/{application}"),
        ForThoseOfSchools("workbench/schools/{id:guid}/correct", "/workbench/schools/{application}/correct"),
        // To another school; its registrar sees it, this one does not (SchoolsOverHttpTests).
        Each("workbench/schools/{id:guid}", "/workbench/schools/{other-application}",
                                                                 302, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 404, 200, 403, 403),
        ForTheBureau("workbench/schools/list", "/workbench/schools/list"),
        ForTheBureau("workbench/schools/list/new", "/workbench/schools/list/new"),
        ForTheBureau("workbench/schools/list/{code}", "/workbench/schools/list/320812003S002"),
        ForTheBureau("workbench/schools/list/{code}/edit", "/workbench/schools/list/320812003S002/edit"),
        ForTheBureau("workbench/schools/list/{code}/campus/{id:guid?}", "/workbench/schools/list/320812003S002/campus"),
        ForTheBureau("workbench/schools/list/{code}/catchments/add", "/workbench/schools/list/320812003S002/catchments/add"),
        ForTheBureau("workbench/schools/rounds", "/workbench/schools/rounds"),
        ForTheBureau("workbench/schools/rounds/new", "/workbench/schools/rounds/new"),
        ForTheBureau("workbench/schools/rounds/{id:guid}", "/workbench/schools/rounds/{round}"),
        // There is a run once the bureau made one.
        ForTheBureau("workbench/schools/rounds/{id:guid}/runs/{run:guid}", "/workbench/schools/rounds/{round}/runs/{round}", 404),
        Each("workbench/file", "/workbench/file",                302, 403, 403, 200, 200, 200, 200, 200, 403, 200, 403, 403, 403, 403, 403, 403, 403, 403),
        ForAll("workbench/file/receipt", "/workbench/file/receipt", 302),
        Each("workbench/people", "/workbench/people",            302, 403, 403, 403, 403, 403, 403, 403, 403, 403, 200, 403, 403, 403, 403, 403, 403, 403),
        Each("workbench/people/add", "/workbench/people/add",    302, 403, 403, 403, 403, 403, 403, 403, 403, 403, 200, 403, 403, 403, 403, 403, 403, 403),
        Each("workbench/people/{personId:guid}/posts/add", "/workbench/people/{worker}/posts/add",
                                                                 302, 403, 403, 403, 403, 403, 403, 403, 403, 403, 200, 403, 403, 403, 403, 403, 403, 403),
        Each("workbench/audit", "/workbench/audit",              302, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 200, 403, 403, 403, 403, 403),
        Each("workbench/audit/{id:guid}", "/workbench/audit/{audit-line}",
                                                                 302, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 200, 403, 403, 403, 403, 403),
        ForTheSecurityAdministrator("workbench/people/{personId:guid}", "/workbench/people/{worker}"),
        ForTheSecurityAdministrator("workbench/people/{personId:guid}/posts/{postId:guid}", "/workbench/people/{leaver}/posts/{leaver-post}"),
        Each("workbench/deputies", "/workbench/deputies",        302, 403, 403, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 403),
        Each("workbench/posts/{postId:guid}/deputy", "/workbench/posts/{worker-post}/deputy",
                                                                 302, 404, 404, 404, 200, 404, 404, 404, 404, 404, 200, 404, 404, 404, 404, 404, 404, 404),
        Each("workbench/permissions", "/workbench/permissions",  302, 403, 403, 403, 403, 403, 403, 403, 403, 403, 200, 200, 200, 403, 403, 403, 403, 403),
        Each("workbench/permissions/{personId:guid}", "/workbench/permissions/{worker}",
                                                                 302, 403, 403, 403, 403, 403, 403, 403, 403, 403, 200, 200, 200, 403, 403, 403, 403, 403),
        Each("workbench/system", "/workbench/system",            302, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 200, 403, 403, 403, 403, 403, 403),
        Each("workbench/dead-letters", "/workbench/dead-letters",
                                                                 302, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 200, 403, 403, 403, 403, 403, 403),
        Each("workbench/calendar", "/workbench/calendar",        302, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 200, 403, 403, 403, 403, 403, 403),
        Each("workbench/limits", "/workbench/limits",            302, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 200, 403, 403, 403, 403, 403, 403),
        Each("workbench/accounts", "/workbench/accounts",        302, 403, 403, 403, 403, 403, 200, 200, 403, 403, 200, 403, 403, 403, 403, 403, 403, 403),
        Each("workbench/call-backs", "/workbench/call-backs",    302, 403, 403, 403, 403, 403, 200, 200, 403, 200, 403, 403, 403, 403, 403, 403, 403, 403),
        // There is a page for a call-back that was drawn.
        Each("workbench/call-backs/call", "/workbench/call-backs/call?id=00000000-0000-0000-0000-000000000001",
                                                                 302, 403, 403, 403, 403, 403, 404, 404, 403, 404, 403, 403, 403, 403, 403, 403, 403, 403),
        //                                                  Anon  Rep  Res  Lead Work Else Comm Str  Dept Dist Secu Syst Audi Prov Regi Bure Insu Fami
        Each("ledgers", "/ledgers",                              302, 403, 403, 403, 200, 200, 200, 200, 403, 200, 403, 403, 403, 403, 403, 403, 403, 403),
        // Somebody of the demo's community; grid workers look and write nothing down.
        Each("ledgers/people/{id:guid}", "/ledgers/people/{ledger-person}",
                                                                 302, 403, 403, 403, 200, 404, 200, 200, 403, 200, 403, 403, 403, 403, 403, 403, 403, 403),
        Each("ledgers/people/{id:guid}/reveal", "/ledgers/people/{ledger-person}/reveal",
                                                                 302, 403, 403, 403, 200, 404, 200, 200, 403, 200, 403, 403, 403, 403, 403, 403, 403, 403),
        Each("ledgers/people/{id:guid}/facts", "/ledgers/people/{ledger-person}/facts",
                                                                 302, 403, 403, 403, 403, 404, 200, 200, 403, 200, 403, 403, 403, 403, 403, 403, 403, 403),
        Each("ledgers/people/{id:guid}/account", "/ledgers/people/{ledger-person}/account",
                                                                 302, 403, 403, 403, 403, 404, 200, 200, 403, 200, 403, 403, 403, 403, 403, 403, 403, 403),
        Each("ledgers/import", "/ledgers/import",                302, 403, 403, 403, 403, 403, 200, 200, 403, 200, 403, 403, 403, 403, 403, 403, 403, 403),
        // An import is its sender's, here the community officer's.
        Each("ledgers/import/{id:guid}", "/ledgers/import/{ledger-import}",
                                                                 302, 403, 403, 403, 403, 403, 200, 404, 403, 404, 403, 403, 403, 403, 403, 403, 403, 403),
        Each("dashboard/export", "/dashboard/export?format=xlsx", 302, 403, 403, 403, 403, 403, 200, 200, 403, 200, 403, 403, 403, 403, 403, 403, 403, 403),
        Each("dashboard/services", "/dashboard/services",        302, 403, 403, 403, 403, 403, 200, 200, 403, 200, 403, 403, 403, 403, 403, 403, 403, 403),
        Each("dashboard", "/dashboard",                          302, 403, 403, 403, 403, 403, 200, 200, 403, 200, 403, 403, 403, 403, 403, 403, 403, 403),
    ];

    /// <summary>Pictures, JSON, and what operators ask for.</summary>
    public static readonly IReadOnlyList<RouteRow> Others =
    [
        //                                                  Anon  Rep  Res  Lead Work Else Comm Str  Dept Dist Secu Syst Audi Prov Regi Bure Insu Fami
        ForAll("{**path:file}", "/no-such-file.css", 404),
        ForAll("/report/photos/{ticket}", "/report/photos/not-a-ticket", 404),
        ForAll("/photos/{id:guid}", "/photos/{public-photo}", 200),
        Each("/photos/{id:guid}", "/photos/{private-photo}", 404, 200, 404, 200, 200, 404, 200, 200, 404, 200, 404, 404, 404, 404, 404, 404, 404, 404),
        ForAll("/photos/{id:guid}", "/photos/{private-photo}?key={private-link}", 200),
        ForAll("/photos/{id:guid}", "/photos/{waiting-photo}", 404),

        ForAll("/api/places/at", "/api/places/at?lat={latitude}&lng={longitude}", 200),
        ForAll("/api/places/search", "/api/places/search?q=化工新村", 200),
        ForAll("/api/places/units", "/api/places/units", 200),
        ForAll("/api/map/areas", "/api/map/areas", 200),
        ForAll("/api/map/reports", "/api/map/reports", 200),
        ForAll("POST /api/reports/similar", "/api/reports/similar", 415),
        Each("/api/workbench/reports/map", "/api/workbench/reports/map?happening=filed&south=33&west=118&north=34&east=120&zoom=12",
                                                                 401, 403, 403, 200, 200, 200, 200, 200, 200, 200, 403, 403, 403, 403, 403, 200, 403, 403),
        ForAll("/api/map/stations", "/api/map/stations", 200),
        ForAll("POST /api/payments/notice", "/api/payments/notice", 415),
        Each("/account/session", "/account/session",             401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200),
        Each("POST /account/session/extend", "/account/session/extend",
                                                                 401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200),
        Each("/account/passkeys/creation-options", "/account/passkeys/creation-options",
                                                                 401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200),
        ForAll("/account/passkeys/request-options", "/account/passkeys/request-options", 200),
        ForAll("POST /preferences/elder-mode", "/preferences/elder-mode", 400),
        ForAll("POST /preferences/language", "/preferences/language", 400),

        ForAll("/.well-known/security.txt", "/.well-known/security.txt", 200),
        ForAll("/.well-known/change-password", "/.well-known/change-password", 302),
        ForAll("/robots.txt", "/robots.txt", 200),
        ForAll("/healthz/live", "/healthz/live", 200),
        ForAll("/healthz/ready", "/healthz/ready", 200),
        ForAll("/metrics", "/metrics", 200),
        ForAll("/openapi/{documentName}.json", "/openapi/v1.json", 200),
    ];

    public static IEnumerable<RouteRow> Rows => Pages.Concat(Others);

    /// <summary>The demo account that stands for a visitor; <c>null</c> for nobody, and for the family that the scene adds.</summary>
    public static DemoAccount? AccountOf(Visitor visitor) => visitor switch
    {
        Visitor.Anonymous or Visitor.OtherFamily => null,
        Visitor.Provider => DemoAccounts.All.Single(a => a.Post == PostKind.ProviderStaff),
        Visitor.Registrar => DemoAccounts.All.Single(a => a.Post == PostKind.SchoolRegistrar),
        Visitor.Bureau => DemoAccounts.All.Single(a => a.UnitCode == "320812D03"),
        Visitor.InsuranceOfficer => DemoAccounts.All.Single(a => a.Post == PostKind.InsuranceOfficer),
        _ => DemoAccounts.All[(int)visitor - 1],
    };

    private static RouteRow ForAll(string route, string address, int answer) =>
        new(route, address, [.. Enum.GetValues<Visitor>().Select(_ => answer)]);

    /// <summary>One's own page, whoever one is.</summary>
    private static RouteRow ForSignedIn(string route, string? address = null) =>
        new(route, address ?? "/" + route, [.. Enum.GetValues<Visitor>().Select(visitor => visitor == Visitor.Anonymous ? 302 : 200)]);

    /// <summary>A page of one report: the posts that cover its place, and the district.</summary>
    private static RouteRow ForThoseWhoHandle(string route) =>
        Each(route, "/" + route.Replace("{id:guid}", "{private-id}", StringComparison.Ordinal),
                                                                 302, 403, 403, 200, 200, 404, 200, 200, 404, 200, 403, 403, 403, 403, 403, 404, 403, 403);

    /// <summary>A page of one request for care: the officers of its community, its street and the district.</summary>
    private static RouteRow ForThoseWhoDecideAboutCare(string route, string step = "") =>
        Each(route, route.EndsWith("assess", StringComparison.Ordinal) ? "/workbench/care/{care}/assess" : "/workbench/care/{care}" + step,
                                                                 302, 403, 403, 403, 403, 403, 200, 200, 403, 200, 403, 403, 403, 403, 403, 403, 403, 403);

    /// <summary>Of registrars and of the education bureau.</summary>
    private static RouteRow ForThoseOfSchools(string route, string address) =>
        Each(route, address,
                                                                 302, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 200, 200, 403, 403);

    private static RouteRow ForTheBureau(string route, string address, int answer = 200) =>
        Each(route, address,
                                                                 302, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, answer, 403, 403);

    private static RouteRow ForTheSecurityAdministrator(string route, string address) =>
        Each(route, address,
                                                                 302, 403, 403, 403, 403, 403, 403, 403, 403, 403, 200, 403, 403, 403, 403, 403, 403, 403);

    private static RouteRow Each(string route, string address, params int[] answers) =>
        answers.Length == Enum.GetValues<Visitor>().Length ? new(route, address, answers)
        : throw new ArgumentException($"{route} needs one answer for each visitor.", nameof(answers));
}
