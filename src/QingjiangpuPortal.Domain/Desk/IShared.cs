namespace QingjiangpuPortal.Domain.Desk;

/// <summary>Made by somebody for themselves, or for a unit: what is shared is the unit's, and stays there when its owner goes.</summary>
public interface IShared
{
    /// <summary><c>null</c> once the owner's account is deleted.</summary>
    Guid? OwnerId { get; }

    /// <summary>Everybody whose post lies in this unit has it; <c>null</c> for its owner alone.</summary>
    string? SharedUnitCode { get; }
}
