namespace QingjiangpuPortal.Domain.Accounts;

/// <summary>Which paper somebody at the counter has seen. Its number is nobody's business here. Stored as a number: values are never reused.</summary>
public enum IdentityDocument
{
    IdentityCard = 1,
    SocialSecurityCard = 2,
    HouseholdRegister = 3,
    Passport = 4,
    ResidencePermit = 5,
}
