using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using QingjiangpuPortal.Application.Audit;

namespace QingjiangpuPortal.Web.Pages.Workbench.Audit;

/// <summary>The address of a search in the audit trail. People stand in it by their ids, never by a number.</summary>
internal static class AuditAddress
{
    public const string Path = "/workbench/audit";

    public static string Of(AuditFilter filter, Guid? after = null, Guid? before = null)
    {
        var query = new QueryBuilder();
        Add("from", Day(filter.From));
        Add("to", Day(filter.To));
        Add("kind", filter.Kind?.ToString());
        Add("action", filter.Action);
        Add("actor", filter.ActorId?.ToString());
        Add("person", filter.PersonId?.ToString());
        Add("subject", filter.SubjectId);
        Add("outcome", filter.Outcome?.ToString());
        Add("after", after?.ToString());
        Add("before", before?.ToString());
        return Path + query;

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value)) query.Add(name, value);
        }
    }

    public static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
