using QingjiangpuPortal.Web.Tests.Hosting;

namespace QingjiangpuPortal.Web.Tests.Access;

/// <summary>
/// Mass assignment: what a request can set is only what a page names, and every name was looked at. A new bound property
/// or handler parameter fails here until it stands in the list, with the question: may whoever sends this form choose it?
/// </summary>
[Collection(PortalOverHttpCollection.Name)]
public sealed class BoundModelsTests(PortalOverHttp portal)
{
    [Fact]
    public async Task Pages_take_from_a_request_what_was_reviewed_and_nothing_else()
    {
        var bound = (await portal.Host.PagesAsync()).DistinctBy(p => p.Page.ModelTypeInfo)
            .Select(p => $"{p.Page.ModelTypeInfo!.FullName!["QingjiangpuPortal.Web.Pages.".Length..]}: {string.Join(' ', PortalRoutes.BoundOf(p.Page).Select(b => b.Name).Order(StringComparer.Ordinal))}")
            .Where(line => !line.EndsWith(": ", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        var differences = bound.Except(Reviewed).Select(line => $"not reviewed: {line}").Concat(Reviewed.Except(bound).Select(line => $"no longer bound: {line}")).ToList();
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [Fact]
    public async Task What_a_request_sets_is_a_plain_value_and_no_thing_of_the_domain()
    {
        foreach (var (route, page) in await portal.Host.PagesAsync())
            foreach (var (name, type) in PortalRoutes.BoundOf(page))
            {
                var value = type.IsGenericType ? type.GetGenericArguments()[^1] : type.GetElementType() ?? type;
                value = Nullable.GetUnderlyingType(value) ?? value;
                Assert.True(value.IsPrimitive || value.IsEnum || value == typeof(string) || value == typeof(Guid) || value == typeof(DateOnly) || value == typeof(TimeOnly) || value == typeof(DateTimeOffset) || value.Namespace!.StartsWith("Microsoft.AspNetCore.Http", StringComparison.Ordinal),
                    $"{route} binds {name} as {type}");
            }
    }

    /// <summary>Ids and versions among them choose which thing is meant; whether it may be is each handler's scope (<see cref="ChangedIdsTests"/>).</summary>
    private static readonly string[] Reviewed =
    [
        "Account.AuthenticatorModel: Code",
        "Account.ConfirmModel: Proof ReturnUrl",
        "Account.ExternalModel: Problem ReturnUrl provider",
        "Account.LinksModel: provider",
        "Account.LoginModel: ByCode Code CodeSent Credential Password Phone ReturnUrl",
        "Account.PasswordModel: CurrentPassword NewPassword",
        "Account.RecoveryModel: Code NewPassword Phone",
        "Account.SecondFactorsModel: Credential PasskeyName passkeyId",
        "Account.SecondStepModel: Code ReturnUrl",
        "Account.SessionsModel: Before sessionId",
        "Care.ApplyModel: Address By Change Circumstances CommunityCode Consents ElderIdNumber ElderName Home Latitude Longitude Phone PhotoTickets Photos PlaceChoice RegisterId Remark Step SubmissionKey Wanted",
        "Dashboard.ExportModel: Format Kind On Unit",
        "Dashboard.IndexModel: Kind On Unit",
        "Dashboard.ServicesModel: Kind On Unit",
        "ErrorModel: code",
        "Ledgers.AccountModel: Document Id Kind LinkId Phone",
        "Ledgers.FactModel: FromDay Holds Id Kind LastDay Note Phone Source Standing",
        "Ledgers.ImportDetailsModel: After Id",
        "Ledgers.ImportModel: After AsOfDay Source SubmissionKey Upload",
        "Ledgers.IndexModel: After IdNumber Named Unit",
        "Ledgers.PersonModel: Id",
        "Ledgers.RevealModel: Id Note Purpose",
        "Dev.GatewayModel: Amount Payment Pays Signature",
        "ErrorModel: code",
        "Insurance.ApplyModel: Address By Change Circumstances CommunityCode Consents Home Latitude Longitude PersonIdNumber PersonName Phone PhotoTickets Photos PlaceChoice RegisterId Remark Scheme Step SubmissionKey Tier",
        "Insurance.EstimateModel: Account Age Asked Index Scheme Wage Yearly Years",
        "Insurance.PointsModel: Address CommunityCode Item Latitude Longitude PlaceChoice",
        "Insurance.RetirementModel: Born Kind",
        "LegalAidModel: Community",
        "My.Care.DetailsModel: AdaptationId Agrees Id Note OrderId PhotoTickets Photos Reason Satisfaction Sent Version Wish",
        "My.Care.IndexModel: After",
        "My.Data.AddChildModel: Agreed BirthDate Guardianship Name",
        "My.Data.ConsentModel: IsFourteen Purpose",
        "My.Data.CopyModel: Code Password",
        "My.Data.DeleteModel: Code Password",
        "My.Data.IndexModel: childId",
        "My.Data.LooksModel: After",
        "My.Data.NameModel: Name",
        "My.Data.PhoneModel: Code NewPhone Password",
        "My.FollowedModel: Token",
        "My.InboxModel: After notificationId",
        "My.IndexModel: After View",
        "My.Insurance.DetailsModel: BillId Id Note PhotoTickets Photos Reason Sent Version",
        "My.Insurance.IndexModel: After",
        "My.Insurance.PaidModel: Id",
        "My.NotificationsModel: Auth Code Email Endpoint InEnglish P256dh QuietFrom QuietUntil Wanted subscriptionId",
        "My.ReportModel: AnswerReason Id RatingReason ReopenReason Satisfaction Solution Solved Token Version WithdrawReason",
        "Report.IndexModel: Address ByCode CategoryCode CommunityCode ContactName ContactPhone Description FollowNumber KeepPrivate Latitude Longitude PhotoTickets Photos PlaceChoice SubmissionKey code",
        "Reports.DetailsModel: ContactPhone Number SubmissionKey",
        "Reports.FindModel: Number",
        "Reports.IndexModel: After Category Place Q State",
        "StationsModel: Street",
        "My.Schools.DetailsModel: Id Note PhotoTickets Photos Text Version",
        "Schools.Apply.CheckModel: Agreed DraftId Round SubmissionKey",
        "Schools.Apply.StepModel: Address Back ChildId ChildIdNumber ChildName CommunityCode Door Guardianship HasHukou HasPermit HasSocialInsurance House HouseDay HukouDay IsLeaseRegistered KeptPapers Latitude Longitude PermitDay PhotoTickets Photos PlaceChoice Preferences PrimarySchool PropertyNumber RegisterId Round Step",
        "Schools.FindModel: Address CommunityCode Latitude Longitude PlaceChoice",
        "Schools.IndexModel: Stage Street",
        "Schools.LotteryModel: Id",
        "Schools.SchoolModel: Code",
        "Workbench.Schools.AddCatchmentModel: AreaCode Code Day Search Version",
        "Workbench.Schools.CampusModel: Address Code CommunityCode Door Id Latitude Longitude Name PlaceChoice Version",
        "Workbench.Schools.CorrectModel: HasHukou HasPermit HasSocialInsurance House HouseDay HukouDay Id IsLeaseRegistered PermitDay PropertyNumber Version Why",
        "Workbench.Schools.DetailsModel: Answer Granted Id Missing Note SchoolCode Version Why",
        "Workbench.Schools.EditSchoolModel: Address Code CommunityCode Door GroupName IsPrivate Latitude Longitude Name Offered Phone PlaceChoice Version",
        "Workbench.Schools.FiguresModel: Round",
        "Workbench.Schools.IndexModel: After Queue",
        "Workbench.Schools.ListModel: Stage",
        "Workbench.Schools.ManageModel: Area ClosingDay Code Day Version",
        "Workbench.Schools.NewRoundModel: Announce Categories CheckUntil ConfirmUntil MostPreferences Notice Place RegisterFrom RegisterUntil Stage Ties Year",
        "Workbench.Schools.NewSchoolModel: Address CommunityCode Door GroupName IsPrivate Latitude Longitude Name Number Offered Phone PlaceChoice Stage",
        "Workbench.Schools.RoundModel: DrawDay DrawName DrawText Id SchoolCode Seats Version",
        "Workbench.Schools.RunModel: Id Run Version",
        "Tasks.DetailsModel: Done Id PhotoTickets Photos Reason Version",
        "Tasks.IndexModel: After",
        "Workbench.Accounts.IndexModel: Document Phone Reason RemoveFactors",
        "Workbench.Audit.EntryModel: Id",
        "Workbench.Audit.IndexModel: Action Actor ActorPhone After Before From Kind Outcome Person PersonPhone Reason Subject To",
        "Workbench.Bulk.ActModel: After Id State SubmissionKey",
        "Workbench.Bulk.IndexModel: After",
        "Workbench.Bulk.NewModel: All Assignee Filter Frozen Ids Kind Note Primary SubmissionKey Template",
        "Workbench.Calendar.IndexModel: ChangedDay FromDay IsWorkday Name Periods Upload Version Year removed",
        "Workbench.Calendar.LimitsModel: Accept Code Resolve Verify Version",
        "Workbench.CallBacks.CallModel: Id Reached Said Satisfaction Solution Version",
        "Workbench.CallBacks.IndexModel: After",
        "Workbench.Adaptations.DetailsModel: Id Note PhotoTickets Photos Version",
        "Workbench.Care.AdaptationModel: AdaptationId Counts Id IsGood Note PhotoTickets Photos ProviderCode Reason SubmissionKey Version Yuan",
        "Workbench.Care.AssessModel: CareRiskEvents Diagnosis Id InComa Scores Version",
        "Workbench.Care.CareStepModel: Circumstances Id Note Step Version",
        "Workbench.Care.DetailsModel: Id OrderId Reason Version",
        "Workbench.Care.IndexModel: After Status View",
        "Workbench.Care.OrderModel: Id OnDay ProviderCode Service SubmissionKey Time",
        "Workbench.DeadLettersModel: After messageId",
        "Workbench.DeputiesModel: postId",
        "Workbench.Desk.FiltersModel: FilterId Name Query Share",
        "Workbench.Desk.MentionsModel: After",
        "Workbench.Desk.TemplatesModel: Share TemplateId TemplateText TemplateTitle edit",
        "Workbench.Disputes.AppointmentsModel: BothAgree Id Member Minutes Place StartDay StartTime",
        "Workbench.Disputes.FactsModel: Amount HappenedDay Id MediatorName Method Nature PeopleCount Risk Version",
        "Workbench.Disputes.IndexModel: AppointmentId Id PartyId To Version",
        "Workbench.Disputes.PartiesModel: Id IdNumber Name Phone Side SubmissionKey",
        "Workbench.Disputes.RevealModel: Id Note Purpose",
        "Workbench.Disputes.SessionsModel: HeldDay Id SubmissionKey Text",
        "Workbench.Door.BlockedModel: After Hours Reason Source blockId",
        "Workbench.FileModel: Address CategoryCode CommunityCode ContactName ContactPhone Description KeepPrivate Latitude Longitude PhotoTickets Photos PlaceChoice Solved SolvedNote Source Station SubmissionKey source",
        "Workbench.IndexModel: After Before Tab",
        "Workbench.Insurance.CoverageModel: After From Scheme",
        "Workbench.Insurance.CoverageTaskModel: Id Note Outcome Version",
        "Workbench.Insurance.DetailsModel: Id PaymentId Version",
        "Workbench.Insurance.IndexModel: After Status View",
        "Workbench.Insurance.InsuranceStepModel: Circumstances Id Note Step Version",
        "Workbench.LegalAid.EditModel: Community Days Kind Name Office OfficePhone Version",
        "Workbench.LegalAid.IndexModel: Community",
        "Workbench.NameDeputyModel: FirstDay LastDay Phone PostId",
        "Workbench.Patrols.DetailsModel: Id Looked Note Version",
        "Workbench.Patrols.IndexModel: After UnitCode",
        "Workbench.People.AddModel: FirstDay Kind LastDay Name Password Phone Search UnitCode",
        "Workbench.People.AddPostModel: FirstDay Kind LastDay PersonId Search UnitCode",
        "Workbench.People.IndexModel: After Named Phone Time Unit",
        "Workbench.People.PersonModel: PersonId",
        "Workbench.People.PostModel: HandOverTo LastDay PersonId PostId",
        "Workbench.PermissionsModel: Phone",
        "Workbench.PersonPermissionsModel: PersonId",
        "Workbench.Reports.AcceptModel: Id Note Version",
        "Workbench.Reports.AssignModel: Assignee Id Note Version Volunteers",
        "Workbench.Reports.ContactModel: Id Note Purpose Version",
        "Workbench.Reports.CorrectModel: Address CategoryCode CommunityCode Id Latitude Longitude Note Version",
        "Workbench.Reports.DelegateModel: Id Note Version",
        "Workbench.Reports.DetailsModel: id",
        "Workbench.Reports.EscalateModel: Id Note Version",
        "Workbench.Reports.FailVerificationModel: Id Note Version",
        "Workbench.Reports.DuplicatesModel: Id Note PrimaryId ReportIds",
        "Workbench.Reports.IndexModel: After Assignee Before Category ClosedAt Due From Happening Hour Photos Place Q Sort Source State Supervised To Unit View",
        "Workbench.Reports.MergeModel: Id Note Primary Version",
        "Workbench.Reports.NotesModel: Id Mentioned NumberIsNobodys SubmissionKey Text noteId",
        "Workbench.Reports.RejectModel: Id Note Template Version",
        "Workbench.Reports.ReplyModel: Id Note Template Version",
        "Workbench.Reports.ResolveModel: Id Method Note Outcome PhotoTickets Photos Succeeded Template Version",
        "Workbench.Reports.ResumeModel: Id Note Version",
        "Workbench.Reports.ReturnModel: Id Note Template Version",
        "Workbench.Reports.StartModel: Id Note Version",
        "Workbench.Reports.SuperviseModel: Id Note Version",
        "Workbench.Reports.SuspendModel: Id Note Template UntilDay Version",
        "Workbench.Reports.UnmergeModel: Id Note Version",
        "Workbench.Reports.VerifyModel: Id Note Version",
        "Workbench.Reports.VolunteersModel: Id Note Version Volunteers",
        "Workbench.Settlements.DetailsModel: Id",
        "Workbench.Settlements.IndexModel: After MonthDay ProviderCode",
        "Workbench.Visits.DetailsModel: Id Latitude Longitude Note PhotoTickets Photos Version",
        "Workbench.Visits.IndexModel: Day",
    ];
}
