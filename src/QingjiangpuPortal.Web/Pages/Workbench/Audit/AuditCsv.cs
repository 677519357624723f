using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Audit;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Web.Localization;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Audit;

/// <summary>
/// Lines of the trail as CSV (RFC 4180) for a spreadsheet: UTF-8 with a byte order mark, and nothing that a spreadsheet would
/// take for a formula. Sent while it is read, so its size is nobody's memory.
/// </summary>
internal sealed class AuditCsv(AuditExport export, string fileName) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        var audit = http.RequestServices.GetRequiredService<AuditWords>();
        var words = http.RequestServices.GetRequiredService<Words>();
        var texts = http.RequestServices.GetRequiredService<IStringLocalizer<Texts>>();
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        http.Response.Headers.CacheControl = "no-store";
        await using var csv = new StreamWriter(http.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await csv.WriteAsync(Line(
            texts["编号"], texts["时间"], texts["种类"], texts["操作"], texts["操作人"], texts["岗位"], texts["单位"], texts["为谁代班"], texts["网络地址"],
            texts["对象"], texts["对象编号"], texts["涉及的人"], texts["结果"], texts["理由"], texts["会话"], texts["操作人编号"], texts["涉及的人的编号"]));
        await foreach (var (line, actor, person, deputyFor) in export.Rows.WithCancellation(http.RequestAborted))
            await csv.WriteAsync(Line(
                line.Id.ToString(), HumanTime.InShanghai(line.RecordedAt), audit.Of(line.Kind), audit.OfAction(line.Action), audit.ActorOf(line, actor),
                line.PostKind is { } post ? words.Of(post) : "", line.PostUnitCode, deputyFor ?? line.DeputyFor?.ToString(), line.Address,
                audit.OfSubject(line.SubjectKind), line.SubjectId, person, line.Result == AuditEntry.Done ? texts["成功"] : line.Result, line.Reason is { } reason ? words.OfReason(reason) : null,
                line.SessionId?.ToString(), line.ActorId?.ToString(), line.PersonId?.ToString()));
    }

    private static string Line(params IEnumerable<string?> fields) => string.Join(',', fields.Select(Field)) + "\r\n";

    /// <summary>A field that begins like a formula is shown as text: an apostrophe in front, as OWASP advises.</summary>
    internal static string Field(string? value)
    {
        var text = value ?? "";
        if (text.Length > 0 && "=+-@\t\r\n＝＋－＠".Contains(text[0], StringComparison.Ordinal)) text = "'" + text;
        return string.Create(CultureInfo.InvariantCulture, $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
    }
}
