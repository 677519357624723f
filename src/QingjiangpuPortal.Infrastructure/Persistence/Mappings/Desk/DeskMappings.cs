using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using QingjiangpuPortal.Domain.Desk;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Infrastructure.Persistence.Mappings.Desk;

internal sealed class SharedThingsMappings : IEntityTypeConfiguration<SavedFilter>, IEntityTypeConfiguration<ReplyTemplate>
{
    public void Configure(EntityTypeBuilder<SavedFilter> builder)
    {
        builder.ToTable("saved_filters");
        builder.Property(f => f.Name).HasMaxLength(SavedFilter.MaxName);
        builder.Property(f => f.Query).HasMaxLength(SavedFilter.MaxQuery);
        builder.Property(f => f.SharedUnitCode).HasMaxLength(OrgCode.MaxLength);
        // What was shared stays with the unit; what was its owner's alone the deletion of the account takes along (DeskHolder).
        builder.HasOne<Person>().WithMany().HasForeignKey(f => f.OwnerId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(f => f.OwnerId);
        builder.HasIndex(f => f.SharedUnitCode).HasFilter("shared_unit_code IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<ReplyTemplate> builder)
    {
        builder.ToTable("reply_templates");
        builder.Property(t => t.Title).HasMaxLength(ReplyTemplate.MaxTitle);
        builder.Property(t => t.Text).HasMaxLength(ReplyTemplate.MaxText);
        builder.Property(t => t.SharedUnitCode).HasMaxLength(OrgCode.MaxLength);
        builder.HasOne<Person>().WithMany().HasForeignKey(t => t.OwnerId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(t => t.OwnerId);
        builder.HasIndex(t => t.SharedUnitCode).HasFilter("shared_unit_code IS NOT NULL");
    }
}

internal sealed class InternalNoteMappings : IEntityTypeConfiguration<InternalNote>, IEntityTypeConfiguration<NoteMention>
{
    public void Configure(EntityTypeBuilder<InternalNote> builder)
    {
        builder.ToTable("internal_notes");
        builder.Property(n => n.Text).HasMaxLength(InternalNote.MaxText);
        builder.HasOne<GridReport>().WithMany().HasForeignKey(n => n.ReportId).OnDelete(DeleteBehavior.Cascade);
        // What colleagues told each other stays when one of them goes.
        builder.HasOne<Person>().WithMany().HasForeignKey(n => n.AuthorId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(n => new { n.ReportId, n.WrittenAt, n.Id });
        // For the deletion of an account, which asks for all that hangs on it.
        builder.HasIndex(n => n.AuthorId);
    }

    public void Configure(EntityTypeBuilder<NoteMention> builder)
    {
        builder.ToTable("note_mentions");
        builder.HasKey(m => new { m.NoteId, m.PersonId });
        builder.HasOne<InternalNote>().WithMany().HasForeignKey(m => m.NoteId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.Cascade);
        // Ids of notes are in the order of time, so this is the order of 提到我的 too.
        builder.HasIndex(m => new { m.PersonId, m.NoteId });
    }
}

internal sealed class BulkActMappings : IEntityTypeConfiguration<BulkAct>, IEntityTypeConfiguration<BulkActRow>
{
    public void Configure(EntityTypeBuilder<BulkAct> builder)
    {
        builder.ToTable("bulk_acts");
        builder.Property(a => a.Assignee).HasMaxLength(40);
        builder.Property(a => a.Primary).HasColumnName("primary_number").HasMaxLength(20);
        builder.Property(a => a.Note).HasMaxLength(BulkAct.MaxNote);
        builder.Property(a => a.OriginAddress).HasMaxLength(45);
        builder.Property(a => a.Count).HasColumnName("row_count");
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(a => new { a.PersonId, a.StartedAt, a.Id });
        // What the worker looks for every few seconds: hardly ever more than a handful.
        builder.HasIndex(a => a.Id).HasDatabaseName("ix_bulk_acts_unfinished").HasFilter("finished_at IS NULL");
    }

    public void Configure(EntityTypeBuilder<BulkActRow> builder)
    {
        builder.ToTable("bulk_act_rows");
        builder.HasKey(r => new { r.BulkActId, r.Position });
        builder.Property(r => r.Refusal).HasMaxLength(300);
        builder.HasOne<BulkAct>().WithMany().HasForeignKey(r => r.BulkActId).OnDelete(DeleteBehavior.Cascade);
        // Without it each claim would read over all rows that are done: quadratic.
        builder.HasIndex(r => new { r.BulkActId, r.Position }).HasDatabaseName("ix_bulk_act_rows_pending").HasFilter("state = 1");
    }
}
