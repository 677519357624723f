using System.Security.Cryptography;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Infrastructure.Protection;

namespace QingjiangpuPortal.Application.Tests.Protection;

public sealed class PersonalDataCipherTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("qingjiangpu-portal-keys-").FullName;
    private readonly PersonalDataCipher _cipher = new(PersonalDataKeys.Random());

    private string KeyFile => Path.Combine(_folder, "keys", "personal-data.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("")]
    [InlineData("李春燕")]
    [InlineData("13800138000")]
    public void What_was_sealed_is_read_back(string value) =>
        Assert.Equal(value, _cipher.Reveal(_cipher.Protect(value, PersonalDataKind.Name), PersonalDataKind.Name));

    [Fact]
    public void Equal_values_have_different_ciphertexts_and_one_blind_index()
    {
        var (a, b) = (_cipher.Protect("李春燕", PersonalDataKind.Name), _cipher.Protect("李春燕", PersonalDataKind.Name));
        Assert.NotEqual(a.Ciphertext, b.Ciphertext);
        Assert.Equal(a.BlindIndex, b.BlindIndex);
        Assert.Equal(a.BlindIndex, _cipher.BlindIndex("李春燕", PersonalDataKind.Name));
        Assert.NotEqual(a.BlindIndex, _cipher.BlindIndex("李春燕", PersonalDataKind.Phone));
        Assert.NotEqual(a.BlindIndex, new PersonalDataCipher(PersonalDataKeys.Random()).BlindIndex("李春燕", PersonalDataKind.Name));
    }

    [Fact]
    public void One_changed_bit_anywhere_is_noticed()
    {
        var value = _cipher.Protect("13800138000", PersonalDataKind.Phone);
        for (var at = 0; at < value.Ciphertext.Length; at++)
        {
            var changed = value.Ciphertext.ToArray();
            changed[at] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => _cipher.Reveal(new Protected(changed, value.BlindIndex), PersonalDataKind.Phone));
        }
        Assert.ThrowsAny<CryptographicException>(() => _cipher.Reveal(new Protected(value.Ciphertext[..8], value.BlindIndex), PersonalDataKind.Phone));
    }

    [Fact]
    public void One_kind_of_data_cannot_stand_for_another() =>
        Assert.ThrowsAny<CryptographicException>(() => _cipher.Reveal(_cipher.Protect("13800138000", PersonalDataKind.Phone), PersonalDataKind.Name));

    [Fact]
    public void After_a_key_was_rotated_the_old_ciphertexts_are_still_read()
    {
        var (first, second, index) = (NewKey(), NewKey(), NewKey());
        var old = Cipher($$"""{"current":1,"encryption":{"1":"{{first}}"},"index":"{{index}}"}""").Protect("李春燕", PersonalDataKind.Name);
        var rotated = Cipher($$"""{"current":2,"encryption":{"1":"{{first}}","2":"{{second}}"},"index":"{{index}}"}""");
        Assert.Equal("李春燕", rotated.Reveal(old, PersonalDataKind.Name));
        Assert.Equal(2, rotated.Protect("李春燕", PersonalDataKind.Name).Ciphertext[3]);

        var forgotten = Cipher($$"""{"current":2,"encryption":{"2":"{{second}}"},"index":"{{index}}"}""");
        Assert.Contains("Key version 1", Assert.ThrowsAny<CryptographicException>(() => forgotten.Reveal(old, PersonalDataKind.Name)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Made_keys_are_read_are_their_owners_alone_and_are_never_overwritten()
    {
        PersonalDataKeys.Create(KeyFile);
        var sealedName = new PersonalDataCipher(PersonalDataKeys.Read(KeyFile)).Protect("李春燕", PersonalDataKind.Name);
        Assert.Equal("李春燕", new PersonalDataCipher(PersonalDataKeys.Read(KeyFile)).Reveal(sealedName, PersonalDataKind.Name));
        Assert.Throws<IOException>(() => PersonalDataKeys.Create(KeyFile));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
    }

    [Fact]
    public void A_missing_key_file_is_named_with_what_to_do()
    {
        var failure = Assert.Throws<InvalidKeyFileException>(() => PersonalDataKeys.Read(KeyFile));
        Assert.Contains(KeyFile, failure.Message, StringComparison.Ordinal);
        Assert.Contains("Restore it from the backup", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"current":1,"encryption":{"1":"c2hvcnQ="},"index":"c2hvcnQ="}""")]
    [InlineData("""{"current":2,"encryption":{"1":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="},"index":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}""")]
    public void A_file_that_holds_no_keys_is_named(string content) =>
        Assert.Contains("is not a key file", Assert.Throws<InvalidKeyFileException>(() => Cipher(content)).Message, StringComparison.Ordinal);

    private PersonalDataCipher Cipher(string keyFile)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(KeyFile)!);
        File.WriteAllText(KeyFile, keyFile);
        return new(PersonalDataKeys.Read(KeyFile));
    }

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
}
