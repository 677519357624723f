namespace QingjiangpuPortal.Application.Abstractions;

/// <summary>Passwords that everybody tries first: the commonest ones, and a list of leaked ones where it is configured.</summary>
public interface IBreachedPasswords
{
    bool Contains(string password);
}
