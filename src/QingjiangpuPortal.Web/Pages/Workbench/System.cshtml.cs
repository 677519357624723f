using System.Collections.Frozen;
using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Operations;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench;

/// <summary>系统运行: how the instance that answers is doing.</summary>
public sealed class SystemModel(IMediator mediator, TimeProvider clock, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    private const double BytesPerGigabyte = 1 << 30;

    /// <summary>What the workers do, by the names of their types.</summary>
    internal static readonly FrozenDictionary<string, string> WorkerNames = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["AccountDeleter"] = "执行到期的注销",
        ["AuditPruner"] = "清理过期的审计月份",
        ["AuditSealer"] = "封存审计记录",
        ["DeadlineReckoner"] = "日历或时限改动后重算时限",
        ["DeadlineWatcher"] = "到点提醒、预警、督办和上报",
        ["BulkActRunner"] = "执行批量办理",
        ["LedgerImportRunner"] = "导入人口台账",
        ["HandOverKeeper"] = "退回离岗人员未办的事件",
        ["NameCharactersFiller"] = "补姓名用字索引",
        ["PartitionKeeper"] = "建立月份分区",
        ["CalendarAnnouncer"] = "提醒补录工作日历",
        ["CareRequestActor"] = "养老服务公示期满、补正到期",
        ["InsuranceActor"] = "社保出缴费单、停保、补正到期",
        ["PatrolCloser"] = "结束忘记结束的排查",
        ["AdmissionKeeper"] = "递补候补、结束过期的学位",
        ["SessionCleaner"] = "清理过期的登录",
        ["StatisticsFolder"] = "汇总统计",
        ["SuspensionEnder"] = "挂起到期恢复",
        ["CallBackDrawer"] = "抽取回访",
        ["UnansweredCloser"] = "到期自动结案",
        ["UploadCleaner"] = "清理没有使用的图片",
        ["NewsTeller"] = "分发消息",
        ["NewReportsTeller"] = "汇总新上报通知",
        ["OutboxDispatcher"] = "发送邮件、短信和推送",
        ["OutboxKeeper"] = "清理旧消息",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public InstanceReport Instance { get; private set; } = null!;

    public TimeSpan Uptime => clock.GetUtcNow() - Instance.StartedAt;

    public string NameOf(string worker) => texts[WorkerNames[worker]];

    public string Gigabytes(long bytes) => (bytes / BytesPerGigabyte).ToString("0.0#", CultureInfo.InvariantCulture);

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    protected override Task<IActionResult?> LoadAsync() => ReadAsync(new GetInstance(), instance => Instance = instance);
}
