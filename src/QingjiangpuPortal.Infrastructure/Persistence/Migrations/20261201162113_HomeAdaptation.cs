using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace QingjiangpuPortal.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class HomeAdaptation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "home_adaptations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    request_id = table.Column<Guid>(type: "uuid", nullable: false),
                    place_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false, collation: "C"),
                    provider_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false, collation: "C"),
                    lines = table.Column<string>(type: "jsonb", nullable: false),
                    total_fen = table.Column<int>(type: "integer", nullable: false),
                    public_fen = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    planned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    accepted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    settlement_id = table.Column<Guid>(type: "uuid", nullable: true),
                    household_blind_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    household_ciphertext = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_home_adaptations", x => x.id);
                    table.CheckConstraint("ck_home_adaptations_public", "public_fen BETWEEN 0 AND total_fen");
                    table.ForeignKey(
                        name: "fk_home_adaptations_care_requests_request_id",
                        column: x => x.request_id,
                        principalTable: "care_requests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_home_adaptations_care_settlements_settlement_id",
                        column: x => x.settlement_id,
                        principalTable: "care_settlements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_home_adaptations_accepted",
                table: "home_adaptations",
                column: "accepted_at",
                filter: "accepted_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_home_adaptations_provider",
                table: "home_adaptations",
                columns: new[] { "provider_code", "planned_at", "id" },
                filter: "status IN (2, 3)");

            migrationBuilder.CreateIndex(
                name: "ix_home_adaptations_request_id_id",
                table: "home_adaptations",
                columns: new[] { "request_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_home_adaptations_settlement_id",
                table: "home_adaptations",
                column: "settlement_id",
                filter: "settlement_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_home_adaptations_to_settle",
                table: "home_adaptations",
                columns: new[] { "provider_code", "accepted_at" },
                filter: "status = 4 AND settlement_id IS NULL");

            // Of a household one plan stands.
            migrationBuilder.Sql("CREATE UNIQUE INDEX ix_home_adaptations_household ON home_adaptations (household_blind_index) WHERE status <> 5");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "home_adaptations");
        }
    }
}
