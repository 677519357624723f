using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Domain.Access;
using QingjiangpuPortal.Domain.Accounts;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Deadlines;
using QingjiangpuPortal.Domain.Desk;
using QingjiangpuPortal.Domain.Disputes;
using QingjiangpuPortal.Domain.Facilities;
using QingjiangpuPortal.Domain.Files;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Ledgers;
using QingjiangpuPortal.Domain.Notifications;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.Patrols;
using QingjiangpuPortal.Domain.PersonalData;
using QingjiangpuPortal.Domain.Protection;
using QingjiangpuPortal.Domain.Volunteers;

namespace QingjiangpuPortal.Application.Abstractions;

/// <summary>
/// The database as handlers see it. An abstract class and no interface, so that hot queries can be compiled
/// (<see cref="EF"/>.CompileAsyncQuery needs a DbContext); how things are stored is Infrastructure's.
/// </summary>
public abstract class PortalDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<OrgUnit> OrgUnits => Set<OrgUnit>();
    public DbSet<Building> Buildings => Set<Building>();
    public DbSet<Person> People => Set<Person>();
    public DbSet<Post> Posts => Set<Post>();
    public DbSet<Administrators> Administrators => Set<Administrators>();
    public DbSet<PersonRelation> PersonRelations => Set<PersonRelation>();
    public DbSet<SignInCode> SignInCodes => Set<SignInCode>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<Authenticator> Authenticators => Set<Authenticator>();
    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();
    public DbSet<ReportCategory> ReportCategories => Set<ReportCategory>();
    public DbSet<GridReport> GridReports => Set<GridReport>();
    public DbSet<GridReportTimelineEntry> GridReportTimeline => Set<GridReportTimelineEntry>();
    public DbSet<GridReportStatisticDelta> GridReportStatisticDeltas => Set<GridReportStatisticDelta>();
    public DbSet<GridReportStatistic> GridReportStatistics => Set<GridReportStatistic>();
    public DbSet<GridReportNumbers> GridReportNumbers => Set<GridReportNumbers>();
    public DbSet<OpenReportCount> OpenReportCounts => Set<OpenReportCount>();
    public DbSet<OpenReportNumbers> OpenReportNumbers => Set<OpenReportNumbers>();
    public DbSet<CallBack> CallBacks => Set<CallBack>();
    public DbSet<CallBackDraw> CallBackDraws => Set<CallBackDraw>();
    public DbSet<CalendarDay> CalendarDays => Set<CalendarDay>();
    public DbSet<OfficeHours> OfficeHours => Set<OfficeHours>();
    public DbSet<Reckoning> Reckonings => Set<Reckoning>();
    public DbSet<Attachment> Attachments => Set<Attachment>();
    public DbSet<Submission> Submissions => Set<Submission>();
    public DbSet<NameCharacter> NameCharacters => Set<NameCharacter>();
    public DbSet<Reveal> Reveals => Set<Reveal>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<AuditLeaf> AuditLeaves => Set<AuditLeaf>();
    public DbSet<AuditBatch> AuditBatches => Set<AuditBatch>();
    public DbSet<AuditPruning> AuditPrunings => Set<AuditPruning>();
    public DbSet<Child> Children => Set<Child>();
    public DbSet<Consent> Consents => Set<Consent>();
    public DbSet<AccountDeletion> AccountDeletions => Set<AccountDeletion>();
    public DbSet<BlockedSource> BlockedSources => Set<BlockedSource>();
    public DbSet<ReportFollower> ReportFollowers => Set<ReportFollower>();
    public DbSet<News> News => Set<News>();
    public DbSet<Notification> Notifications => Set<Notification>();
    public DbSet<OutboxMessage> OutboxMessages => Set<OutboxMessage>();
    public DbSet<NotificationSettings> NotificationSettings => Set<NotificationSettings>();
    public DbSet<NotificationChoice> NotificationChoices => Set<NotificationChoice>();
    public DbSet<EmailAddress> EmailAddresses => Set<EmailAddress>();
    public DbSet<PushSubscription> PushSubscriptions => Set<PushSubscription>();
    public DbSet<SavedFilter> SavedFilters => Set<SavedFilter>();
    public DbSet<ReplyTemplate> ReplyTemplates => Set<ReplyTemplate>();
    public DbSet<InternalNote> InternalNotes => Set<InternalNote>();
    public DbSet<NoteMention> NoteMentions => Set<NoteMention>();
    public DbSet<BulkAct> BulkActs => Set<BulkAct>();
    public DbSet<BulkActRow> BulkActRows => Set<BulkActRow>();
    public DbSet<VolunteerTask> VolunteerTasks => Set<VolunteerTask>();
    public DbSet<VolunteerPlace> VolunteerPlaces => Set<VolunteerPlace>();
    public DbSet<DisputeRecord> DisputeRecords => Set<DisputeRecord>();
    public DbSet<DisputeParty> DisputeParties => Set<DisputeParty>();
    public DbSet<MediationSession> MediationSessions => Set<MediationSession>();
    public DbSet<LegalAidMember> LegalAidMembers => Set<LegalAidMember>();
    public DbSet<LegalAidAppointment> LegalAidAppointments => Set<LegalAidAppointment>();
    public DbSet<PatrolItem> PatrolItems => Set<PatrolItem>();
    public DbSet<Patrol> Patrols => Set<Patrol>();
    public DbSet<Facility> Facilities => Set<Facility>();
    public DbSet<LedgerPerson> LedgerPeople => Set<LedgerPerson>();
    public DbSet<LedgerNameCharacter> LedgerNameCharacters => Set<LedgerNameCharacter>();
    public DbSet<LedgerFact> LedgerFacts => Set<LedgerFact>();
    public DbSet<Household> Households => Set<Household>();
    public DbSet<HouseholdMember> HouseholdMembers => Set<HouseholdMember>();
    public DbSet<Dwelling> Dwellings => Set<Dwelling>();
    public DbSet<DwellingTie> DwellingTies => Set<DwellingTie>();
    public DbSet<LedgerLink> LedgerLinks => Set<LedgerLink>();
    public DbSet<LedgerImport> LedgerImports => Set<LedgerImport>();
    public DbSet<LedgerImportPart> LedgerImportParts => Set<LedgerImportPart>();
    public DbSet<LedgerImportRow> LedgerImportRows => Set<LedgerImportRow>();
}
