using System.Collections.Frozen;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Common;

/// <summary>What somebody may do. The first four need no post.</summary>
public enum Permission
{
    /// <summary>Whoever comes.</summary>
    Anyone,

    /// <summary>Whoever is signed in.</summary>
    SignedIn,

    /// <summary>The reporter, by account or by private link: the handler lets nobody else through.</summary>
    OwnReport,

    /// <summary>The portal's own workers; nobody who comes over the network.</summary>
    System,

    ViewReports,
    FileForOthers,
    FileSolved,
    ContactReporters,
    CorrectReports,
    AcceptReports,
    RejectReports,
    AssignReports,
    StartReports,
    ReturnReports,
    ResolveReports,
    VerifyReports,

    /// <summary>Suspending and resuming.</summary>
    SuspendReports,
    EscalateReports,
    DelegateReports,

    /// <summary>Merging and unmerging.</summary>
    MergeReports,
    SuperviseReports,

    /// <summary>Calling reporters back.</summary>
    FollowUpReports,
    ViewDashboard,
    ManageStaff,
    ViewPermissions,
    OperatePortal,

    /// <summary>The working calendar and the limits that run on it.</summary>
    ManageCalendar,
    ReadAudit,

    /// <summary>Help at the counter for whoever cannot sign in: residents by officers, staff by the security administrator.</summary>
    ResetSignIn,

    /// <summary>A volunteer's own tasks.</summary>
    DoVolunteerTasks,
    SendVolunteers,

    /// <summary>The record of a dispute, its parties masked.</summary>
    ViewDisputes,

    /// <summary>Keeping that record, and seeing its parties with a reason.</summary>
    HandleDisputes,
    ManageLegalAid,
    MakePatrols,
    ViewPatrols,

    /// <summary>The population register: looking somebody up, masked, and with a reason in clear.</summary>
    ViewLedger,

    /// <summary>Writing down what was seen or shown, and linking accounts.</summary>
    KeepLedger,
    ImportLedger,

    /// <summary>Requests for care of the unit's people, masked.</summary>
    ViewCare,

    /// <summary>Asking for care on an elder's behalf.</summary>
    AskForCareOfOthers,

    /// <summary>Deciding about a request when it is one's turn: passing it on, asking for papers, refusing.</summary>
    CheckCare,
    ReviewCare,
    AssessAbility,
    ApproveCare,

    /// <summary>Sending providers to elders, and sampling what they did.</summary>
    OrderCare,
    SettleCare,

    /// <summary>A provider's visits.</summary>
    ProvideCare,

    /// <summary>Applications for a school: of the own school, or of all for the education bureau.</summary>
    ViewSchoolApplications,

    /// <summary>Checking them, and seeing them in clear.</summary>
    HandleSchoolApplications,

    /// <summary>Schools and their catchments, rounds, placement and appeals; the education bureau's.</summary>
    ManageAdmissions,

    /// <summary>Enrolments in social insurance of the unit's people, masked.</summary>
    ViewInsurance,

    /// <summary>Deciding about an enrolment when it is one's turn: passing it on, asking for papers, refusing, ending.</summary>
    DecideInsurance,

    /// <summary>Looking again at a refusal.</summary>
    JudgeInsuranceAppeals,

    /// <summary>Sending back what was paid twice.</summary>
    RefundInsurance,

    /// <summary>Asking people who are not insured, and writing down what came of it.</summary>
    AnswerCoverage,

    /// <summary>Drawing up the list of those who are not insured.</summary>
    OpenCoverage,
    ViewInsuranceFigures,
}

/// <summary>The one table post × permission. What is not in it is refused.</summary>
public static class Permissions
{
    private static readonly Permission[] Handling =
    [
        Permission.ViewReports, Permission.FileForOthers, Permission.ContactReporters, Permission.CorrectReports,
        Permission.AcceptReports, Permission.StartReports, Permission.ReturnReports, Permission.ResolveReports, Permission.EscalateReports,
        Permission.SendVolunteers, Permission.ViewDisputes, Permission.HandleDisputes, Permission.ViewPatrols,
    ];

    private static readonly Permission[] Deciding =
        [Permission.RejectReports, Permission.AssignReports, Permission.VerifyReports, Permission.MergeReports];

    /// <summary>Of officers of an area.</summary>
    private static readonly Permission[] Directing =
        [Permission.SuspendReports, Permission.DelegateReports, Permission.SuperviseReports, Permission.FollowUpReports, Permission.ViewDashboard, Permission.ManageLegalAid,
        Permission.ViewLedger, Permission.KeepLedger, Permission.ImportLedger];

    /// <summary>Of officers near the elder.</summary>
    private static readonly Permission[] Caring = [Permission.ViewCare, Permission.CheckCare, Permission.AssessAbility];

    /// <summary>Of officers who decide about enrolments in social insurance.</summary>
    private static readonly Permission[] Insuring = [Permission.ViewInsurance, Permission.DecideInsurance, Permission.AnswerCoverage];

    private static readonly FrozenDictionary<PostKind, FrozenSet<Permission>> Table = new Dictionary<PostKind, FrozenSet<Permission>>
    {
        [PostKind.MicroGridLeader] = [.. Handling, Permission.FileSolved, Permission.MakePatrols, Permission.AskForCareOfOthers],
        [PostKind.GridWorker] = [.. Handling, .. Deciding, Permission.FileSolved, Permission.MakePatrols, Permission.ViewLedger, Permission.AskForCareOfOthers, Permission.AnswerCoverage],
        [PostKind.CommunityOfficer] = [.. Handling, .. Deciding, .. Directing, Permission.ResetSignIn, .. Caring, .. Insuring],
        [PostKind.StreetOfficer] = [.. Handling, .. Deciding, .. Directing, Permission.ResetSignIn, .. Caring, Permission.ReviewCare, Permission.OrderCare],
        [PostKind.DistrictOfficer] = [.. Handling, .. Deciding, .. Directing, Permission.ViewCare, Permission.CheckCare, Permission.ApproveCare, Permission.OrderCare, Permission.SettleCare,
            Permission.ViewInsurance, Permission.JudgeInsuranceAppeals, Permission.ViewInsuranceFigures],
        [PostKind.DepartmentOfficer] =
        [
            Permission.ViewReports, Permission.ContactReporters, Permission.StartReports,
            Permission.ReturnReports, Permission.ResolveReports,
            // Theirs are only reports that were assigned to the department.
            Permission.ViewDisputes, Permission.HandleDisputes,
            // Of the education bureau only (EnrollmentAccess).
            Permission.ViewSchoolApplications, Permission.HandleSchoolApplications, Permission.ManageAdmissions,
        ],
        [PostKind.Volunteer] = [Permission.DoVolunteerTasks],
        [PostKind.SecurityAdministrator] = [Permission.ManageStaff, Permission.ViewPermissions, Permission.ResetSignIn],
        [PostKind.SystemAdministrator] = [Permission.OperatePortal, Permission.ManageCalendar, Permission.ViewPermissions],
        [PostKind.AuditAdministrator] = [Permission.ReadAudit, Permission.ViewPermissions],
        [PostKind.ProviderStaff] = [Permission.ProvideCare],
        [PostKind.InsuranceOfficer] = [.. Insuring, Permission.RefundInsurance, Permission.OpenCoverage, Permission.ViewInsuranceFigures],
        [PostKind.SchoolRegistrar] = [Permission.ViewSchoolApplications, Permission.HandleSchoolApplications],
        // Its service is yet to come: till then this post opens nothing.
        [PostKind.EmployerAgent] = [],
    }.ToFrozenDictionary();

    /// <summary>What a post carries, in the order of the permissions.</summary>
    public static IEnumerable<Permission> Of(PostKind post) => Table[post].Order();

    public static bool Carries(PostKind post, Permission permission) => Table[post].Contains(permission);

    /// <summary>Whether the permission comes with posts (and so with places) at all.</summary>
    public static bool NeedsPost(Permission permission) => permission > Permission.System;
}
