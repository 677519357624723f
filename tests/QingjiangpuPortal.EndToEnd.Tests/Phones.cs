namespace QingjiangpuPortal.EndToEnd.Tests;

/// <summary>Whom the tests sign in as: the phone numbers of the demo accounts.</summary>
internal static class Phones
{
    public const string Resident = "13800000001";
    public const string AnotherResident = "13800000002";
    public const string Leader = "13800000003";
    public const string Worker = "13800000004";
    public const string CommunityOfficer = "13800000006";
    public const string StreetOfficer = "13800000007";
    public const string DepartmentOfficer = "13800000008";
    public const string DistrictOfficer = "13800000009";
    public const string SecurityAdministrator = "13800000010";
    public const string SystemAdministrator = "13800000011";
    public const string AuditAdministrator = "13800000012";
    public const string Volunteer = "13800000013";
    public const string Carer = "13800000014";
    public const string Registrar = "13800000021";
    public const string EducationBureau = "13800000022";
    public const string InsuranceOfficer = "13800000031";
}
