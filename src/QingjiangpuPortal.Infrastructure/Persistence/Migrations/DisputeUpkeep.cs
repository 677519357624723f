namespace QingjiangpuPortal.Infrastructure.Persistence.Migrations;

/// <summary>What records of disputes of before are missing, or say too much.</summary>
internal static class DisputeUpkeep
{
    /// <summary>Who was asked, as the roster has them today: nobody knows any more what it said before. The empty values were for the rows that were there.</summary>
    public const string FillAppointments = """
        UPDATE legal_aid_appointments a SET kind = m.kind, name = m.name, office = m.office, office_phone = m.office_phone
        FROM legal_aid_members m WHERE m.id = a.member_id;
        ALTER TABLE legal_aid_appointments ALTER kind DROP DEFAULT, ALTER name DROP DEFAULT, ALTER office DROP DEFAULT;
        """;

    /// <summary>Of what went back to work after it was resolved; a report that is not resolved has no such time.</summary>
    public const string ForgetSuccessOfOpen = """
        UPDATE dispute_records d SET succeeded = NULL FROM grid_reports r WHERE r.id = d.id AND d.succeeded IS NOT NULL AND r.resolved_at IS NULL
        """;
}
