using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Application.Abstractions;

/// <summary>Which kind of personal data: bound into the ciphertext and the blind index, so that one cannot stand for another.</summary>
public enum PersonalDataKind
{
    Name = 1,
    Phone = 2,
    IdNumber = 3,
    BirthDate = 4,
    Address = 5,

    /// <summary>An e-mail address.</summary>
    Email = 6,

    /// <summary>Where somebody lives, as <c>latitude,longitude</c>.</summary>
    Position = 7,

    /// <summary>What somebody has answered so far in a form that is not sent yet; nobody looks for it.</summary>
    Draft = 8,

    /// <summary>Who somebody is at another provider: only ever an index.</summary>
    OutsideSubject = 20,

    /// <summary>The secret of an authenticator app.</summary>
    AuthenticatorSecret = 21,

    /// <summary>All that a form was sent with: only ever an index.</summary>
    SubmissionContent = 22,

    /// <summary>The place of a report in the draw of call-backs: only ever an index.</summary>
    CallBackDraw = 30,

    /// <summary>男 or 女.</summary>
    Sex = 11,

    /// <summary>户号, the number of a household register.</summary>
    HouseholdNumber = 12,

    /// <summary>不动产权证号, by which a dwelling is known again.</summary>
    PropertyNumber = 41,

    /// <summary>The seed of a lottery, nobody's but secret until the draw.</summary>
    LotterySeed = 42,

    /// <summary>The key of a sealed file.</summary>
    FileKey = 43,

    /// <summary>A part of an uploaded file, as Base64.</summary>
    UploadedFile = 44,

    /// <summary>The cells of a row that an import did not take.</summary>
    ImportedRow = 45,
}

/// <summary>Turns personal data into <see cref="Protected"/> and back.</summary>
public interface IPersonalDataCipher
{
    Protected Protect(string value, PersonalDataKind kind);

    /// <exception cref="System.Security.Cryptography.CryptographicException">The ciphertext was changed, is of another kind, or its key is not there.</exception>
    string Reveal(Protected value, PersonalDataKind kind);

    /// <summary>What <see cref="Protected.BlindIndex"/> of the same value is.</summary>
    byte[] BlindIndex(string value, PersonalDataKind kind);

    /// <summary>A blind index of each different character of a name, by which people are found; see ADR 0009 for what that tells.</summary>
    IReadOnlyList<byte[]> NameCharacters(string name);
}
