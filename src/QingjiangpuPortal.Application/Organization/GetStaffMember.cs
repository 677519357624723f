using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;

namespace QingjiangpuPortal.Application.Organization;

/// <summary>Who is about to get a further post.</summary>
public sealed record GetStaffMember(Guid PersonId) : IQuery<StaffMember>
{
    public Permission Permission => Permission.ManageStaff;
}

public sealed record StaffMember(Guid PersonId, string MaskedName, string MaskedPhone);

internal sealed class GetStaffMemberHandler(PortalDb db, IPersonalDataCipher cipher) : IRequestHandler<GetStaffMember, ErrorOr<StaffMember>>
{
    public async Task<ErrorOr<StaffMember>> Handle(GetStaffMember request, CancellationToken cancellationToken)
    {
        var person = await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == request.PersonId, cancellationToken);
        if (person is null) return StaffErrors.NotFound;
        return new StaffMember(
            person.Id, person.Name is null ? "" : cipher.Show(person.Name, PersonalDataKind.Name, Onlooker.SecurityAdministrator),
            cipher.Show(person.Phone, PersonalDataKind.Phone, Onlooker.SecurityAdministrator));
    }
}
