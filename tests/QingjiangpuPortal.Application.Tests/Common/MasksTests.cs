using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;

namespace QingjiangpuPortal.Application.Tests.Common;

public sealed class MasksTests
{
    [Theory]
    [InlineData(PersonalDataKind.Name, "欧阳若兰", "欧**")]
    [InlineData(PersonalDataKind.Phone, "13800138000", "138****8000")]
    [InlineData(PersonalDataKind.IdNumber, "32081219500302123X", "320***********123X")]
    [InlineData(PersonalDataKind.BirthDate, "1950-03-02", "1950-**-**")]
    [InlineData(PersonalDataKind.Address, "浦楼街道化工新村三栋二单元", "浦楼街道化工****")]
    [InlineData(PersonalDataKind.IdNumber, "12", "****")]
    [InlineData(PersonalDataKind.Address, "三栋", "****")]
    public void Those_who_handle_it_see_a_part(PersonalDataKind kind, string value, string shown) =>
        Assert.Equal(shown, Masks.Of(value, kind, Onlooker.Handler));

    [Fact]
    public void No_administrator_and_nobody_else_sees_anything_in_clear()
    {
        foreach (var kind in Enum.GetValues<PersonalDataKind>())
        {
            Assert.DoesNotContain("13800138000", Masks.Of("13800138000", kind, Onlooker.SecurityAdministrator), StringComparison.Ordinal);
            Assert.Equal("****", Masks.Of("13800138000", kind, Onlooker.Everybody));
        }
    }
}
