using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Operations;

namespace QingjiangpuPortal.Web.Pages.Workbench;

/// <summary>系统运行: how the instance that answers is doing.</summary>
public sealed class SystemModel(IMediator mediator, TimeProvider clock) : PortalPage(mediator)
{
    private const double BytesPerGigabyte = 1 << 30;

    public InstanceReport Instance { get; private set; } = null!;

    public TimeSpan Uptime => clock.GetUtcNow() - Instance.StartedAt;

    public string Gigabytes(long bytes) => (bytes / BytesPerGigabyte).ToString("0.0#", CultureInfo.InvariantCulture);

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    protected override Task<IActionResult?> LoadAsync() => ReadAsync(new GetInstance(), instance => Instance = instance);
}
