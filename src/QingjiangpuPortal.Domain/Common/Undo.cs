namespace QingjiangpuPortal.Domain.Common;

/// <summary>What is submitted with effect in law or money becomes effective only after ten minutes, and can be taken back until then; nobody works on it before.</summary>
public static class Undo
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
}
