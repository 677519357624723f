namespace QingjiangpuPortal.Domain.Common;

/// <summary>Names as people see them when they need not know more: the first character and asterisks (李**).</summary>
public static class PersonName
{
    public static string Mask(string name)
    {
        var first = System.Globalization.StringInfo.GetNextTextElement(name.Trim());
        return first.Length == 0 ? "**" : first + "**";
    }
}
