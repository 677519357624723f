using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace QingjiangpuPortal.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class DisputesAndNeighbourhood : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "patrol_id",
                table: "grid_reports",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "station_code",
                table: "grid_reports",
                type: "character varying(16)",
                maxLength: 16,
                nullable: true,
                collation: "C");

            migrationBuilder.CreateTable(
                name: "dispute_parties",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    side = table.Column<int>(type: "integer", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    id_number_blind_index = table.Column<byte[]>(type: "bytea", nullable: true),
                    id_number_ciphertext = table.Column<byte[]>(type: "bytea", nullable: true),
                    name_blind_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    name_ciphertext = table.Column<byte[]>(type: "bytea", nullable: false),
                    phone_blind_index = table.Column<byte[]>(type: "bytea", nullable: true),
                    phone_ciphertext = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dispute_parties", x => x.id);
                    table.ForeignKey(
                        name: "fk_dispute_parties_grid_reports_report_id",
                        column: x => x.report_id,
                        principalTable: "grid_reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "dispute_records",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    happened_on = table.Column<DateOnly>(type: "date", nullable: true),
                    people_count = table.Column<int>(type: "integer", nullable: false),
                    nature = table.Column<int>(type: "integer", nullable: false),
                    risk = table.Column<int>(type: "integer", nullable: false),
                    amount_in_cents = table.Column<long>(type: "bigint", nullable: true),
                    method = table.Column<int>(type: "integer", nullable: true),
                    succeeded = table.Column<bool>(type: "boolean", nullable: true),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    mediator_blind_index = table.Column<byte[]>(type: "bytea", nullable: true),
                    mediator_ciphertext = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dispute_records", x => x.id);
                    table.ForeignKey(
                        name: "fk_dispute_records_grid_reports_id",
                        column: x => x.id,
                        principalTable: "grid_reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "facilities",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false, collation: "C"),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    area_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    street_code = table.Column<string>(type: "character varying(9)", maxLength: 9, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    address = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    latitude = table.Column<double>(type: "double precision", nullable: false),
                    longitude = table.Column<double>(type: "double precision", nullable: false),
                    opening_hours = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    phone = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_facilities", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "legal_aid_members",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    community_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    office = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    office_phone = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true),
                    days = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_legal_aid_members", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "mediation_sessions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    held_on = table.Column<DateOnly>(type: "date", nullable: false),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    recorded_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mediation_sessions", x => x.id);
                    table.ForeignKey(
                        name: "fk_mediation_sessions_grid_reports_report_id",
                        column: x => x.report_id,
                        principalTable: "grid_reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "patrol_items",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name_in_english = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    sort_order = table.Column<int>(type: "integer", nullable: false),
                    is_active = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_patrol_items", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "patrols",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false, collation: "C"),
                    street_code = table.Column<string>(type: "character varying(9)", maxLength: 9, nullable: false, collation: "C"),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_by_itself = table.Column<bool>(type: "boolean", nullable: false),
                    looked = table.Column<string[]>(type: "text[]", nullable: false),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_patrols", x => x.id);
                    table.ForeignKey(
                        name: "fk_patrols_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "volunteer_tasks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    sent_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked = table.Column<int>(type: "integer", nullable: false),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_volunteer_tasks", x => x.id);
                    table.ForeignKey(
                        name: "fk_volunteer_tasks_grid_reports_report_id",
                        column: x => x.report_id,
                        principalTable: "grid_reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "legal_aid_appointments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    place = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    agreed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    proposed_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_legal_aid_appointments", x => x.id);
                    table.ForeignKey(
                        name: "fk_legal_aid_appointments_grid_reports_report_id",
                        column: x => x.report_id,
                        principalTable: "grid_reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_legal_aid_appointments_legal_aid_members_member_id",
                        column: x => x.member_id,
                        principalTable: "legal_aid_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "volunteer_places",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    arrived_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_volunteer_places", x => x.id);
                    table.ForeignKey(
                        name: "fk_volunteer_places_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_volunteer_places_volunteer_tasks_task_id",
                        column: x => x.task_id,
                        principalTable: "volunteer_tasks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_grid_reports_patrol",
                table: "grid_reports",
                column: "patrol_id",
                filter: "patrol_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_dispute_parties_report_id",
                table: "dispute_parties",
                column: "report_id");

            migrationBuilder.CreateIndex(
                name: "ix_legal_aid_appointments_report_id",
                table: "legal_aid_appointments",
                column: "report_id");

            migrationBuilder.CreateIndex(
                name: "ix_legal_aid_members_community_code_kind",
                table: "legal_aid_members",
                columns: new[] { "community_code", "kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_mediation_sessions_report_id",
                table: "mediation_sessions",
                column: "report_id");

            migrationBuilder.CreateIndex(
                name: "ix_patrols_latest",
                table: "patrols",
                columns: new[] { "started_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_patrols_latest_street",
                table: "patrols",
                columns: new[] { "street_code", "started_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_patrols_open",
                table: "patrols",
                column: "person_id",
                unique: true,
                filter: "ended_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_volunteer_places_mine",
                table: "volunteer_places",
                columns: new[] { "person_id", "asked_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_volunteer_places_task_id_person_id",
                table: "volunteer_places",
                columns: new[] { "task_id", "person_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_volunteer_tasks_open",
                table: "volunteer_tasks",
                column: "report_id",
                unique: true,
                filter: "ended_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_volunteer_tasks_report",
                table: "volunteer_tasks",
                column: "report_id");

            migrationBuilder.AddForeignKey(
                name: "fk_grid_reports_facilities_station_code",
                table: "grid_reports",
                column: "station_code",
                principalTable: "facilities",
                principalColumn: "code",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_grid_reports_patrols_patrol_id",
                table: "grid_reports",
                column: "patrol_id",
                principalTable: "patrols",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);
            DisputeConstraints.Add(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_grid_reports_facilities_station_code",
                table: "grid_reports");

            migrationBuilder.DropForeignKey(
                name: "fk_grid_reports_patrols_patrol_id",
                table: "grid_reports");

            migrationBuilder.DropTable(
                name: "dispute_parties");

            migrationBuilder.DropTable(
                name: "dispute_records");

            migrationBuilder.DropTable(
                name: "facilities");

            migrationBuilder.DropTable(
                name: "legal_aid_appointments");

            migrationBuilder.DropTable(
                name: "mediation_sessions");

            migrationBuilder.DropTable(
                name: "patrol_items");

            migrationBuilder.DropTable(
                name: "patrols");

            migrationBuilder.DropTable(
                name: "volunteer_places");

            migrationBuilder.DropTable(
                name: "legal_aid_members");

            migrationBuilder.DropTable(
                name: "volunteer_tasks");

            migrationBuilder.DropIndex(
                name: "ix_grid_reports_patrol",
                table: "grid_reports");

            migrationBuilder.DropColumn(
                name: "patrol_id",
                table: "grid_reports");

            migrationBuilder.DropColumn(
                name: "station_code",
                table: "grid_reports");
        }
    }
}
