namespace QingjiangpuPortal.Domain.Common;

/// <summary>人的性别代码 (GB/T 2261.1). Stored by its name: neither is reused.</summary>
public enum Sex
{
    Male = 1,
    Female = 2,
}
