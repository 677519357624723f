using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Macs;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace QingjiangpuPortal.Infrastructure.Protection;

internal sealed class CommercialSuite : ICryptographicSuite
{
    public int KeySize => 16;

    public void Seal(byte[] key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> text, ReadOnlySpan<byte> context, Span<byte> sealedText)
    {
        var gcm = Sm4Gcm(forEncryption: true, key, nonce, context);
        var written = gcm.ProcessBytes(text, sealedText);
        gcm.DoFinal(sealedText[written..]);
    }

    public void Open(byte[] key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> sealedText, ReadOnlySpan<byte> context, Span<byte> text)
    {
        var gcm = Sm4Gcm(forEncryption: false, key, nonce, context);
        try
        {
            var written = gcm.ProcessBytes(sealedText, text);
            gcm.DoFinal(text[written..]);
        }
        catch (InvalidCipherTextException e)
        {
            // Nothing of what does not authenticate is handed out, and both suites fail alike.
            text.Clear();
            throw new AuthenticationTagMismatchException("The tag does not match.", e);
        }
    }

    public byte[] Mac(byte[] key, ReadOnlySpan<byte> data)
    {
        var mac = new HMac(new SM3Digest());
        mac.Init(new KeyParameter(key));
        mac.BlockUpdate(data);
        var result = new byte[ICryptographicSuite.MacSize];
        mac.DoFinal(result);
        return result;
    }

    private static GcmBlockCipher Sm4Gcm(bool forEncryption, byte[] key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> context)
    {
        var gcm = new GcmBlockCipher(new SM4Engine());
        gcm.Init(forEncryption, new AeadParameters(new KeyParameter(key), ICryptographicSuite.TagSize * 8, nonce.ToArray(), context.ToArray()));
        return gcm;
    }
}
