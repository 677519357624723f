using ErrorOr;
using MediatR;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;

namespace QingjiangpuPortal.Application.Operations;

/// <summary>系统运行: what the system administrator needs to know at two in the morning; nothing of it is secret or personal.</summary>
public sealed record GetInstance : IQuery<InstanceReport>
{
    public Permission Permission => Permission.OperatePortal;
}

internal sealed class GetInstanceHandler(IInstanceState state) : IRequestHandler<GetInstance, ErrorOr<InstanceReport>>
{
    public async Task<ErrorOr<InstanceReport>> Handle(GetInstance request, CancellationToken cancellationToken) => await state.ReadAsync(cancellationToken);
}
