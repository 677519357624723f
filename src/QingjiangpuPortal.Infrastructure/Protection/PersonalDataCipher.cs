using System.Text;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Infrastructure.Protection;

/// <summary>Seals with the current data key and opens with the one that the ciphertext names; the kind is authenticated too.</summary>
internal sealed class PersonalDataCipher(DataKeys keys) : IPersonalDataCipher
{
    public Protected Protect(string value, PersonalDataKind kind) =>
        new(keys.Current(KeyPurpose.Encryption).Seal(Encoding.UTF8.GetBytes(value), (int)kind), BlindIndex(value, kind));

    public string Reveal(Protected value, PersonalDataKind kind) =>
        Encoding.UTF8.GetString(KeyOf(keys, value.Ciphertext).Open(value.Ciphertext, (int)kind));

    public byte[] BlindIndex(string value, PersonalDataKind kind) =>
        keys.Current(KeyPurpose.BlindIndex).Mac(Encoding.UTF8.GetBytes($"{(int)kind}\n{PersonalData.Normalize(value, kind)}"));

    public IReadOnlyList<byte[]> NameCharacters(string name)
    {
        var key = keys.Current(KeyPurpose.NameCharacters);
        return [.. NameCharacter.In(name).Select(character => key.Mac(Encoding.UTF8.GetBytes(character)))];
    }

    /// <summary>The same text under the current key.</summary>
    public static byte[] SealAgain(DataKeys keys, byte[] ciphertext, PersonalDataKind kind) =>
        keys.Current(KeyPurpose.Encryption).Seal(KeyOf(keys, ciphertext).Open(ciphertext, (int)kind), (int)kind);

    private static DataKey KeyOf(DataKeys keys, byte[] ciphertext) => keys.Find(KeyPurpose.Encryption, DataKey.VersionOf(ciphertext));
}
