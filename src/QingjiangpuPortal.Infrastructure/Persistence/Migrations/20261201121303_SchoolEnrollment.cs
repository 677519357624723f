using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace QingjiangpuPortal.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class SchoolEnrollment : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "pk_application_drafts",
                table: "application_drafts");

            migrationBuilder.CreateSequence(
                name: "school_application_number",
                incrementBy: 50);

            migrationBuilder.AddColumn<byte[]>(
                name: "key_blind_index",
                table: "attachments",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "key_ciphertext",
                table: "attachments",
                type: "bytea",
                nullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "form",
                table: "application_drafts",
                type: "character varying(60)",
                maxLength: 60,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(20)",
                oldMaxLength: 20);

            migrationBuilder.AddColumn<Guid>(
                name: "id",
                table: "application_drafts",
                type: "uuid",
                nullable: false,
                defaultValueSql: "gen_random_uuid()");

            // Drafts that were kept before get an id each; new ones bring theirs.
            migrationBuilder.Sql("ALTER TABLE application_drafts ALTER COLUMN id DROP DEFAULT");

            migrationBuilder.AddPrimaryKey(
                name: "pk_application_drafts",
                table: "application_drafts",
                column: "id");

            migrationBuilder.CreateTable(
                name: "admission_rounds",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    stage = table.Column<int>(type: "integer", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    categories = table.Column<int[]>(type: "integer[]", nullable: false),
                    ties = table.Column<int[]>(type: "integer[]", nullable: false),
                    most_preferences = table.Column<int>(type: "integer", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    days_announce = table.Column<DateOnly>(type: "date", nullable: false),
                    days_check_until = table.Column<DateOnly>(type: "date", nullable: false),
                    days_confirm_until = table.Column<DateOnly>(type: "date", nullable: false),
                    days_notice = table.Column<DateOnly>(type: "date", nullable: false),
                    days_place = table.Column<DateOnly>(type: "date", nullable: false),
                    days_register_from = table.Column<DateOnly>(type: "date", nullable: false),
                    days_register_until = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_admission_rounds", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "schools",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false, collation: "C"),
                    stage = table.Column<int>(type: "integer", nullable: false),
                    is_private = table.Column<bool>(type: "boolean", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    group_name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    address = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    latitude = table.Column<double>(type: "double precision", nullable: false),
                    longitude = table.Column<double>(type: "double precision", nullable: false),
                    phone = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_schools", x => x.code);
                    table.ForeignKey(
                        name: "fk_schools_org_units_code",
                        column: x => x.code,
                        principalTable: "org_units",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "placement_runs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    input_digest = table.Column<byte[]>(type: "bytea", nullable: false),
                    applicants = table.Column<int>(type: "integer", nullable: false),
                    placed = table.Column<int>(type: "integer", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_placement_runs", x => x.id);
                    table.ForeignKey(
                        name: "fk_placement_runs_admission_rounds_round_id",
                        column: x => x.round_id,
                        principalTable: "admission_rounds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "round_lotteries",
                columns: table => new
                {
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    commitment = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    draw_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    draw_day = table.Column<DateOnly>(type: "date", nullable: false),
                    committed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    frozen_list = table.Column<string>(type: "text", nullable: true),
                    list_digest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    frozen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    public_seed = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    draw_text = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    drawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    seed_blind_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    seed_ciphertext = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_round_lotteries", x => x.round_id);
                    table.ForeignKey(
                        name: "fk_round_lotteries_admission_rounds_round_id",
                        column: x => x.round_id,
                        principalTable: "admission_rounds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "catchment_areas",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    school_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false, collation: "C"),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false, collation: "C"),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catchment_areas", x => x.id);
                    table.ForeignKey(
                        name: "fk_catchment_areas_schools_school_code",
                        column: x => x.school_code,
                        principalTable: "schools",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "school_applications",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    guardian_id = table.Column<Guid>(type: "uuid", nullable: true),
                    guardianship = table.Column<int>(type: "integer", nullable: false),
                    place_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false, collation: "C"),
                    category = table.Column<int>(type: "integer", nullable: false),
                    handling_school_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false, collation: "C"),
                    lottery_rank = table.Column<int>(type: "integer", nullable: true),
                    placed_school_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: true, collation: "C"),
                    confirm_by = table.Column<DateOnly>(type: "date", nullable: true),
                    submitted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    effective_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    papers_by = table.Column<DateOnly>(type: "date", nullable: true),
                    decided_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    appeal_text = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    appealed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    appeal_answer = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    appeal_answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    address_blind_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    address_ciphertext = table.Column<byte[]>(type: "bytea", nullable: false),
                    child_id_number_blind_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    child_id_number_ciphertext = table.Column<byte[]>(type: "bytea", nullable: false),
                    child_name_blind_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    child_name_ciphertext = table.Column<byte[]>(type: "bytea", nullable: false),
                    facts_has_social_insurance = table.Column<bool>(type: "boolean", nullable: false),
                    facts_home = table.Column<int>(type: "integer", nullable: false),
                    facts_home_since = table.Column<DateOnly>(type: "date", nullable: true),
                    facts_hukou_since = table.Column<DateOnly>(type: "date", nullable: true),
                    facts_is_lease_registered = table.Column<bool>(type: "boolean", nullable: false),
                    facts_permit_since = table.Column<DateOnly>(type: "date", nullable: true),
                    property_number_blind_index = table.Column<byte[]>(type: "bytea", nullable: true),
                    property_number_ciphertext = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_school_applications", x => x.id);
                    table.UniqueConstraint("ak_school_applications_sequence", x => x.sequence);
                    table.ForeignKey(
                        name: "fk_school_applications_admission_rounds_round_id",
                        column: x => x.round_id,
                        principalTable: "admission_rounds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_school_applications_people_guardian_id",
                        column: x => x.guardian_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_school_applications_schools_handling_school_code",
                        column: x => x.handling_school_code,
                        principalTable: "schools",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_school_applications_schools_placed_school_code",
                        column: x => x.placed_school_code,
                        principalTable: "schools",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "school_campuses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    school_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    address = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    latitude = table.Column<double>(type: "double precision", nullable: false),
                    longitude = table.Column<double>(type: "double precision", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_school_campuses", x => x.id);
                    table.ForeignKey(
                        name: "fk_school_campuses_schools_school_code",
                        column: x => x.school_code,
                        principalTable: "schools",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "school_seats",
                columns: table => new
                {
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    school_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false, collation: "C"),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    seats = table.Column<int>(type: "integer", nullable: false),
                    offers = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_school_seats", x => new { x.round_id, x.school_code });
                    table.ForeignKey(
                        name: "fk_school_seats_admission_rounds_round_id",
                        column: x => x.round_id,
                        principalTable: "admission_rounds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_school_seats_schools_school_code",
                        column: x => x.school_code,
                        principalTable: "schools",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "placement_results",
                columns: table => new
                {
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    school_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_placement_results", x => new { x.run_id, x.application_id });
                    table.ForeignKey(
                        name: "fk_placement_results_placement_runs_run_id",
                        column: x => x.run_id,
                        principalTable: "placement_runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "school_application_entries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    verb = table.Column<int>(type: "integer", nullable: false),
                    to = table.Column<int>(type: "integer", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by_family = table.Column<bool>(type: "boolean", nullable: false),
                    school_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: true, collation: "C"),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_school_application_entries", x => x.id);
                    table.ForeignKey(
                        name: "fk_school_application_entries_school_applications_application_",
                        column: x => x.application_id,
                        principalTable: "school_applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "school_preferences",
                columns: table => new
                {
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    school_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false, collation: "C"),
                    position = table.Column<int>(type: "integer", nullable: false),
                    order_at_school = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_school_preferences", x => new { x.application_id, x.school_code });
                    table.ForeignKey(
                        name: "fk_school_preferences_school_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "school_applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_school_preferences_schools_school_code",
                        column: x => x.school_code,
                        principalTable: "schools",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_application_drafts_form_id",
                table: "application_drafts",
                columns: new[] { "form", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_application_drafts_person_id_form_id",
                table: "application_drafts",
                columns: new[] { "person_id", "form", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_admission_rounds_year_stage",
                table: "admission_rounds",
                columns: new[] { "year", "stage" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_catchment_areas_area_code",
                table: "catchment_areas",
                column: "area_code");

            migrationBuilder.CreateIndex(
                name: "ix_catchment_areas_school_code",
                table: "catchment_areas",
                column: "school_code");

            migrationBuilder.CreateIndex(
                name: "ix_placement_runs_round_id_number",
                table: "placement_runs",
                columns: new[] { "round_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_school_application_entries_application_id_id",
                table: "school_application_entries",
                columns: new[] { "application_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_school_applications_guardian_id_submitted_at",
                table: "school_applications",
                columns: new[] { "guardian_id", "submitted_at" });

            migrationBuilder.CreateIndex(
                name: "ix_school_applications_handling_school_code_round_id_status_ef",
                table: "school_applications",
                columns: new[] { "handling_school_code", "round_id", "status", "effective_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_school_applications_placed_school_code_round_id_status",
                table: "school_applications",
                columns: new[] { "placed_school_code", "round_id", "status" },
                filter: "placed_school_code IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_school_applications_round_id_status_effective_at_id",
                table: "school_applications",
                columns: new[] { "round_id", "status", "effective_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_school_campuses_school_code",
                table: "school_campuses",
                column: "school_code");

            migrationBuilder.CreateIndex(
                name: "ix_school_preferences_school_code_order_at_school",
                table: "school_preferences",
                columns: new[] { "school_code", "order_at_school" });

            SchoolIndexes.Add(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "catchment_areas");

            migrationBuilder.DropTable(
                name: "placement_results");

            migrationBuilder.DropTable(
                name: "round_lotteries");

            migrationBuilder.DropTable(
                name: "school_application_entries");

            migrationBuilder.DropTable(
                name: "school_campuses");

            migrationBuilder.DropTable(
                name: "school_preferences");

            migrationBuilder.DropTable(
                name: "school_seats");

            migrationBuilder.DropTable(
                name: "placement_runs");

            migrationBuilder.DropTable(
                name: "school_applications");

            migrationBuilder.DropTable(
                name: "admission_rounds");

            migrationBuilder.DropTable(
                name: "schools");

            migrationBuilder.DropPrimaryKey(
                name: "pk_application_drafts",
                table: "application_drafts");

            migrationBuilder.DropIndex(
                name: "ix_application_drafts_form_id",
                table: "application_drafts");

            migrationBuilder.DropIndex(
                name: "ix_application_drafts_person_id_form_id",
                table: "application_drafts");

            migrationBuilder.DropColumn(
                name: "key_blind_index",
                table: "attachments");

            migrationBuilder.DropColumn(
                name: "key_ciphertext",
                table: "attachments");

            migrationBuilder.DropColumn(
                name: "id",
                table: "application_drafts");

            migrationBuilder.DropSequence(
                name: "school_application_number");

            migrationBuilder.AlterColumn<string>(
                name: "form",
                table: "application_drafts",
                type: "character varying(20)",
                maxLength: 20,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(60)",
                oldMaxLength: 60);

            migrationBuilder.AddPrimaryKey(
                name: "pk_application_drafts",
                table: "application_drafts",
                columns: new[] { "person_id", "form" });
        }
    }
}
