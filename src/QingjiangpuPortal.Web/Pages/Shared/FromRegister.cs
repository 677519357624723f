using QingjiangpuPortal.Application.Ledgers;

namespace QingjiangpuPortal.Web.Pages.Shared;

/// <summary>The people of the population register whose answers a form can take with one button, as <c>_FromRegister</c> offers them.</summary>
/// <param name="Action">Where the button sends <c>RegisterId</c>.</param>
public sealed record FromRegister(string Action, IEnumerable<MyLedgerPerson> People);
