using ErrorOr;
using MediatR;

namespace QingjiangpuPortal.Application.Common;

/// <summary>Every request names what it takes to send it; there is no request without a permission.</summary>
public interface IRequirePermission
{
    Permission Permission { get; }
}

/// <summary>
/// Marks what is saved. Not generic, because a behaviour constrained to <c>ICommand&lt;TResponse&gt;</c> would match nothing
/// (the response is <c>ErrorOr&lt;T&gt;</c>) and be skipped without an error.
/// </summary>
public interface ICommand;

/// <summary>Changes something, or fails as a whole.</summary>
public interface ICommand<T> : ICommand, IRequest<ErrorOr<T>>, IRequirePermission;

/// <summary>Reads, and changes nothing.</summary>
public interface IQuery<T> : IRequest<ErrorOr<T>>, IRequirePermission;
