using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;
using QingjiangpuPortal.Infrastructure.Protection;

namespace QingjiangpuPortal.Application.Tests.Protection;

/// <summary>The algorithms, by the vectors that their standards print.</summary>
public sealed class CryptographicSuiteTests
{
    public static TheoryData<CryptographicSuite, string, string, string, string, string, string> Sealed => new()
    {
        // McGrew and Viega, The Galois/Counter Mode of Operation (the submission to NIST), test case 16; SP 800-38D specifies the same mode.
        {
            CryptographicSuite.International, "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308", "cafebabefacedbaddecaf888",
            "feedfacedeadbeeffeedfacedeadbeefabaddad2",
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
            "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662",
            "76fc6ece0f4e1768cddf8853bb2d551b"
        },
        // RFC 8998, appendix A.1.
        {
            CryptographicSuite.Commercial, "0123456789abcdeffedcba9876543210", "00001234567800000000abcd",
            "feedfacedeadbeeffeedfacedeadbeefabaddad2",
            "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccddddddddddddddddeeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa",
            "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d",
            "83de3541e4c2b58177e065a9bf7b62ec"
        },
    };

    [Theory]
    [MemberData(nameof(Sealed))]
    public void Sealing_is_that_of_the_standard(CryptographicSuite suite, string key, string nonce, string context, string text, string ciphertext, string tag)
    {
        var sealedText = new byte[text.Length / 2 + ICryptographicSuite.TagSize];
        suite.Algorithms().Seal(Hex(key), Hex(nonce), Hex(text), Hex(context), sealedText);
        Assert.Equal(ciphertext + tag, Convert.ToHexStringLower(sealedText));

        var opened = new byte[text.Length / 2];
        suite.Algorithms().Open(Hex(key), Hex(nonce), sealedText, Hex(context), opened);
        Assert.Equal(text, Convert.ToHexStringLower(opened));
    }

    [Theory]
    // RFC 4231, test cases 1 and 2.
    [InlineData(CryptographicSuite.International, "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")]
    [InlineData(CryptographicSuite.International, "4a656665", "what do ya want for nothing?", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")]
    // GM/T 0042-2015, appendix D.3.
    [InlineData(CryptographicSuite.Commercial, "0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20",
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopqabcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a")]
    public void The_keyed_hash_is_that_of_the_standard(CryptographicSuite suite, string key, string text, string mac) =>
        Assert.Equal(mac, Convert.ToHexStringLower(suite.Algorithms().Mac(Hex(key), Encoding.ASCII.GetBytes(text))));

    [Theory]
    // GB/T 32905-2016, appendix A.
    [InlineData("abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0")]
    [InlineData("abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd", "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732")]
    public void The_library_hashes_as_SM3_does(string text, string hash)
    {
        var digest = new SM3Digest();
        digest.BlockUpdate(Encoding.ASCII.GetBytes(text));
        var result = new byte[32];
        digest.DoFinal(result);
        Assert.Equal(hash, Convert.ToHexStringLower(result));
    }

    [Theory]
    // GB/T 32907-2016, appendix A: once, and a million times.
    [InlineData(1, "681edf34d206965e86b3e94f536e4246")]
    [InlineData(1_000_000, "595298c7c6fd271f0402f804c33d3f66")]
    public void The_library_encrypts_as_SM4_does(int times, string ciphertext)
    {
        var engine = new SM4Engine();
        engine.Init(forEncryption: true, new KeyParameter(Hex("0123456789abcdeffedcba9876543210")));
        var block = Hex("0123456789abcdeffedcba9876543210");
        for (; times > 0; times--) engine.ProcessBlock(block, block);
        Assert.Equal(ciphertext, Convert.ToHexStringLower(block));
    }

    [Fact]
    public void What_is_sealed_opens_under_its_key_version_and_context_and_not_with_one_bit_changed() =>
        Gen.Select(Gen.Enum<CryptographicSuite>(), Gen.String, Gen.Int, Gen.Int[1, int.MaxValue - 1], Gen.Int[0, 1 << 20]).Sample((suite, value, context, version, bit) =>
        {
            var key = DataKey.New(KeyPurpose.Encryption, version, suite);
            var text = Encoding.UTF8.GetBytes(value);
            var sealedText = key.Seal(text, context);
            Assert.Equal(version, DataKey.VersionOf(sealedText));
            Assert.Equal(text, key.Open(sealedText, context));

            Assert.ThrowsAny<CryptographicException>(() => key.Open(sealedText, context ^ 1));
            Assert.ThrowsAny<CryptographicException>(() => (key with { Version = version + 1 }).Open(sealedText, context));
            Assert.ThrowsAny<CryptographicException>(() => DataKey.New(KeyPurpose.Encryption, version, suite).Open(sealedText, context));
            var changed = sealedText.ToArray();
            changed[bit / 8 % changed.Length] ^= (byte)(1 << (bit % 8));
            // A changed version names another key.
            Assert.ThrowsAny<CryptographicException>(() =>
            {
                if (DataKey.VersionOf(changed) != version) throw new CryptographicException("another key");
                key.Open(changed, context);
            });
        }, iter: 500);

    [Fact]
    public void What_is_too_short_to_be_sealed_is_refused() =>
        Assert.ThrowsAny<CryptographicException>(() => DataKey.VersionOf(new byte[31]));

    private static byte[] Hex(string hex) => Convert.FromHexString(hex);
}
