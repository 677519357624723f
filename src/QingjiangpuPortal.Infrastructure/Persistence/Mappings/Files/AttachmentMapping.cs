using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Files;
using QingjiangpuPortal.Infrastructure.Persistence.Mappings.Common;

namespace QingjiangpuPortal.Infrastructure.Persistence.Mappings.Files;

internal sealed class AttachmentMapping : IEntityTypeConfiguration<Attachment>
{
    public void Configure(EntityTypeBuilder<Attachment> builder)
    {
        builder.ToTable("attachments");
        builder.Property(a => a.ContentHash).HasMaxLength(64).IsFixedLength();
        builder.Property(a => a.ThumbnailHash).HasMaxLength(64).IsFixedLength();
        builder.Protected(a => a.Key, PersonalDataKind.FileKey);
        builder.HasIndex(a => a.OwnerId);
        // The cleaner asks whether a blob still has rows, and which uploads were never sent.
        builder.HasIndex(a => a.ContentHash);
        builder.HasIndex(a => a.ThumbnailHash);
        builder.HasIndex(a => a.RecordedAt).HasFilter("owner_id IS NULL").HasDatabaseName("ix_attachments_waiting");
    }
}
