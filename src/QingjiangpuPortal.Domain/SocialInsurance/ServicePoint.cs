namespace QingjiangpuPortal.Domain.SocialInsurance;

/// <summary>What is done at a service point. Stored as bits.</summary>
[Flags]
public enum ServiceItems
{
    None = 0,

    /// <summary>参保登记</summary>
    Enrollment = 1,

    /// <summary>缴费</summary>
    Payment = 2,

    /// <summary>查询打印</summary>
    Statements = 4,

    /// <summary>养老待遇资格认证</summary>
    PensionProof = 8,

    /// <summary>医保报销</summary>
    Reimbursement = 16,

    /// <summary>异地就医备案</summary>
    TreatmentElsewhere = 32,
}

/// <summary>医保、社保服务点.</summary>
public sealed class ServicePoint
{
    public const int CodeLength = 16;

    private ServicePoint() { }

    /// <summary>The area's code, I, and a number of two digits.</summary>
    public string Code { get; private set; } = null!;
    public string AreaCode { get; private set; } = null!;
    public string Name { get; private set; } = null!;
    public string Address { get; private set; } = null!;

    /// <summary>WGS-84 degrees.</summary>
    public double Latitude { get; private set; }
    public double Longitude { get; private set; }
    public string OpeningHours { get; private set; } = null!;

    /// <summary>The office's, nobody's own.</summary>
    public string Phone { get; private set; } = null!;
    public ServiceItems Items { get; private set; }

    public static ServicePoint Create(
        string areaCode, int number, string name, string address, double latitude, double longitude, string openingHours, string phone, ServiceItems items) => new()
        {
            Code = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{areaCode}I{number:00}"),
            AreaCode = areaCode,
            Name = name,
            Address = address,
            Latitude = latitude,
            Longitude = longitude,
            OpeningHours = openingHours,
            Phone = phone,
            Items = items,
        };
}
