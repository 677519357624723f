using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Infrastructure.Persistence.Mappings.Common;

internal sealed class SubmissionMapping : IEntityTypeConfiguration<Submission>
{
    public void Configure(EntityTypeBuilder<Submission> builder)
    {
        builder.ToTable("submissions");
        // The key of the table is the promise: one key with one content is one thing.
        builder.HasKey(s => new { s.KeyHash, s.ContentHash });
        builder.HasIndex(s => s.RecordedAt);
    }
}
