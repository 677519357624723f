using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using static QingjiangpuPortal.Domain.GridReports.GridReportStatus;

namespace QingjiangpuPortal.Testing;

/// <summary>Reports on their way, made by the real commands.</summary>
public static class PortalReports
{
    /// <summary>Whom <c>CloseWithContactAsync</c> leaves to be called.</summary>
    public const string ContactPhone = "13912345678";

    /// <summary>A report that was filed, and the receipt's private link.</summary>
    public sealed record Filed(Guid Id, string Number, string LinkToken)
    {
        public OwnReport ByLink => new(Id: null, LinkToken);
        public OwnReport ByAccount => new(Id, Token: null);
    }

    extension(PortalFixture portal)
    {
        /// <summary>What a form sends when nothing is wrong with it; tests change what they are about.</summary>
        public FileGridReport Filing(string microGrid = DemoAccounts.MicroGrid, string category = "04001") => new(
            SubmissionKey.New(), ReportSource.Web, portal.Places.Find(microGrid)!.Latitude, portal.Places.Find(microGrid)!.Longitude,
            Address: null, category, "三栋门口的路灯不亮了", PhotoIds: [], KeepPrivate: false, ContactName: null, ContactPhone: null);

        /// <summary>Files it and fails the test when it is refused.</summary>
        public async Task<Filed> FileAsync(FileGridReport? filing = null, Guid? by = null)
        {
            var receipt = (await portal.SendAsync(filing ?? portal.Filing(), by)).Must();
            if (!ReportNumber.TryParse(receipt.Number, out var sequence)) throw new InvalidOperationException($"{receipt.Number} is no number.");
            var id = await portal.QueryAsync(db => db.GridReports.Where(r => r.Sequence == sequence).Select(r => r.Id).SingleAsync());
            return new(id, receipt.Number, receipt.LinkToken);
        }

        public Task<GridReport> ReportAsync(Guid id) =>
            portal.QueryAsync(db => db.GridReports.AsNoTracking().SingleAsync(r => r.Id == id));

        /// <summary>Uses a verb on the report as it is now: the version is what a page opened this moment would carry.</summary>
        public async Task<ErrorOr<T>> DoAsync<T>(Guid id, Func<uint, IRequest<ErrorOr<T>>> verb, Guid? by) =>
            await portal.SendAsync(verb((await portal.ReportAsync(id)).Version), by);

        /// <summary>
        /// A report in the demo's micro-grid, filed by the resident and brought to a status: the worker accepts, assigns
        /// and verifies, the leader starts and resolves.
        /// </summary>
        public async Task<Filed> ReportInAsync(GridReportStatus status)
        {
            var report = await portal.FileAsync(by: portal.Resident);
            var id = report.Id;
            if (status == Rejected) await Do(v => new RejectGridReport(id, v, "不属于本网格,请拨打 12345"), portal.Worker);
            if (status == Withdrawn) await Do(v => new WithdrawGridReport(report.ByLink, v, Reason: null), portal.Resident);
            if (status is Submitted or Rejected or Withdrawn) return report;
            await Do(v => new AcceptGridReport(id, v, Note: null), portal.Worker);
            if (status == Accepted) return report;
            await Do(v => new AssignGridReport(id, v, portal.Leader.ToString(), Note: null), portal.Worker);
            if (status == Assigned) return report;
            await Do(v => new StartGridReport(id, v, Note: null), portal.Leader);
            if (status == InProgress) return report;
            await Do(v => new ResolveGridReport(id, v, ReportOutcome.Solved, "灯泡已更换", []), portal.Leader);
            if (status == Resolved) return report;
            await Do(v => new VerifyGridReport(id, v, Note: null), portal.Worker);
            return report;

            async Task Do(Func<uint, IRequest<ErrorOr<Success>>> verb, Guid by) => (await portal.DoAsync(id, verb, by)).Must();
        }

        /// <summary>Closed, filed by somebody without an account who left a phone number: may be called back.</summary>
        public async Task<Filed> CloseWithContactAsync()
        {
            var report = await portal.FileAsync(portal.Filing() with { ContactPhone = ContactPhone });
            var id = report.Id;
            (await portal.DoAsync(id, v => new AcceptGridReport(id, v, Note: null), portal.Worker)).Must();
            (await portal.DoAsync(id, v => new StartGridReport(id, v, Note: null), portal.Leader)).Must();
            (await portal.DoAsync(id, v => new ResolveGridReport(id, v, ReportOutcome.Solved, "灯泡已更换", []), portal.Leader)).Must();
            (await portal.DoAsync(id, v => new VerifyGridReport(id, v, Note: null), portal.Worker)).Must();
            return report;
        }
    }

    /// <summary>The value, or a failure of the test that names the codes.</summary>
    public static T Must<T>(this ErrorOr<T> result) =>
        result.IsError ? throw new InvalidOperationException(string.Join(", ", result.Errors.Select(e => e.Code))) : result.Value;
}
