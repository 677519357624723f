using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace QingjiangpuPortal.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class StaffDesk : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "supervised_at",
                table: "grid_reports",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "bulk_acts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    assignee = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    primary_number = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    origin_address = table.Column<string>(type: "character varying(45)", maxLength: 45, nullable: true),
                    session_id = table.Column<Guid>(type: "uuid", nullable: true),
                    row_count = table.Column<int>(type: "integer", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    cancelled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bulk_acts", x => x.id);
                    table.ForeignKey(
                        name: "fk_bulk_acts_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "internal_notes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    author_id = table.Column<Guid>(type: "uuid", nullable: true),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    written_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    removed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_internal_notes", x => x.id);
                    table.ForeignKey(
                        name: "fk_internal_notes_grid_reports_report_id",
                        column: x => x.report_id,
                        principalTable: "grid_reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_internal_notes_people_author_id",
                        column: x => x.author_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "reply_templates",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    shared_unit_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: true, collation: "C"),
                    title = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    text = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reply_templates", x => x.id);
                    table.ForeignKey(
                        name: "fk_reply_templates_people_owner_id",
                        column: x => x.owner_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "saved_filters",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    query = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    shared_unit_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: true, collation: "C"),
                    saved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saved_filters", x => x.id);
                    table.ForeignKey(
                        name: "fk_saved_filters_people_owner_id",
                        column: x => x.owner_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "bulk_act_rows",
                columns: table => new
                {
                    bulk_act_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    refusal = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bulk_act_rows", x => new { x.bulk_act_id, x.position });
                    table.ForeignKey(
                        name: "fk_bulk_act_rows_bulk_acts_bulk_act_id",
                        column: x => x.bulk_act_id,
                        principalTable: "bulk_acts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "note_mentions",
                columns: table => new
                {
                    note_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_note_mentions", x => new { x.note_id, x.person_id });
                    table.ForeignKey(
                        name: "fk_note_mentions_internal_notes_note_id",
                        column: x => x.note_id,
                        principalTable: "internal_notes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_note_mentions_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_bulk_act_rows_pending",
                table: "bulk_act_rows",
                columns: new[] { "bulk_act_id", "position" },
                filter: "state = 1");

            migrationBuilder.CreateIndex(
                name: "ix_bulk_acts_person_id_started_at_id",
                table: "bulk_acts",
                columns: new[] { "person_id", "started_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_bulk_acts_unfinished",
                table: "bulk_acts",
                column: "id",
                filter: "finished_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_internal_notes_author_id",
                table: "internal_notes",
                column: "author_id");

            migrationBuilder.CreateIndex(
                name: "ix_internal_notes_report_id_written_at_id",
                table: "internal_notes",
                columns: new[] { "report_id", "written_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_note_mentions_person_id_note_id",
                table: "note_mentions",
                columns: new[] { "person_id", "note_id" });

            migrationBuilder.CreateIndex(
                name: "ix_reply_templates_owner_id",
                table: "reply_templates",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "ix_reply_templates_shared_unit_code",
                table: "reply_templates",
                column: "shared_unit_code",
                filter: "shared_unit_code IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_saved_filters_owner_id",
                table: "saved_filters",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "ix_saved_filters_shared_unit_code",
                table: "saved_filters",
                column: "shared_unit_code",
                filter: "shared_unit_code IS NOT NULL");

            migrationBuilder.Sql(DeskData.FillSupervised);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "bulk_act_rows");

            migrationBuilder.DropTable(
                name: "note_mentions");

            migrationBuilder.DropTable(
                name: "reply_templates");

            migrationBuilder.DropTable(
                name: "saved_filters");

            migrationBuilder.DropTable(
                name: "bulk_acts");

            migrationBuilder.DropTable(
                name: "internal_notes");

            migrationBuilder.DropColumn(
                name: "supervised_at",
                table: "grid_reports");
        }
    }
}
