namespace QingjiangpuPortal.Infrastructure.EmbeddedPostgres;

/// <summary>The embedded PostgreSQL cannot serve. The message is meant for the operator and names what to do.</summary>
public sealed class EmbeddedPostgresException : Exception
{
    public EmbeddedPostgresException()
    {
    }

    public EmbeddedPostgresException(string message)
        : base(message)
    {
    }

    public EmbeddedPostgresException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
