using QingjiangpuPortal.Domain.Accounts;

namespace QingjiangpuPortal.Application.Accounts;

/// <summary>What this deployment asks of sessions (docs/operations.md).</summary>
public sealed record SessionRules(SessionLife Staff, SessionLife Residents, bool StaffNeedSecondFactor);
