using QingjiangpuPortal.Domain.Accounts;

namespace QingjiangpuPortal.Domain.Tests.Accounts;

public sealed class SignInCodeTests
{
    private static readonly DateTimeOffset Sent = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Right = [1, 2, 3];
    private static readonly byte[] Wrong = [1, 2, 4];

    private static SignInCode Send() => SignInCode.Send(Guid.CreateVersion7(), phoneIndex: [9], Right, Sent);

    [Fact]
    public void A_code_works_once()
    {
        var code = Send();
        Assert.False(code.Use(Right, Sent.AddMinutes(1)).IsError);
        Assert.Equal("SignIn.CodeExpired", code.Use(Right, Sent.AddMinutes(1)).FirstError.Code);
    }

    [Fact]
    public void A_code_works_for_ten_minutes()
    {
        Assert.False(Send().Use(Right, Sent.AddMinutes(10).AddTicks(-1)).IsError);
        Assert.Equal("SignIn.CodeExpired", Send().Use(Right, Sent.AddMinutes(10)).FirstError.Code);
    }

    [Fact]
    public void After_five_wrong_tries_the_right_one_comes_too_late()
    {
        var code = Send();
        for (var left = 4; left >= 0; left--)
        {
            var refused = code.Use(Wrong, Sent).FirstError;
            Assert.Equal("SignIn.CodeWrong", refused.Code);
            Assert.Equal([left], Domain.Common.Failure.Arguments(refused));
        }
        Assert.Equal("SignIn.CodeExpired", code.Use(Right, Sent).FirstError.Code);
    }
}
